import { afterEach, describe, expect, it } from 'vitest'
import { RequestError } from '../../contract/messages'
import { linuxMachine } from '../machines/linux-machine'
import { createTerminals, type Terminals } from './terminals'

const access = linuxMachine(process.env)

describe.skipIf(process.platform === 'win32')('createTerminals', () => {
  let output = ''
  let exits: (number | null)[] = []
  let wake: () => void = () => undefined
  const terminals: Terminals = createTerminals({
    output: (_, data) => (output += data),
    exit: (_, exitCode) => exits.push(exitCode),
    awake: () => wake(),
  })
  afterEach(async () => {
    wake = () => undefined
    await terminals.closeAll()
    terminals.flush(false)
    output = ''
    exits = []
  })

  const open = (kind: 'ping' | 'shell', script: string): number =>
    terminals.open({ kind, title: 'test', access, command: ['/bin/sh', '-c', script] }).id
  const until = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      wake = () => {
        terminals.flush(false)
        if (condition()) resolve()
      }
      wake()
    })

  it('loses nothing of what a command prints last, and tells its exit code and not the mark', async () => {
    for (let run = 0; run < 10; run++) {
      output = ''
      exits = []
      open('ping', 'i=0; while [ $i -lt 2000 ]; do echo "line $i of a burst"; i=$((i + 1)); done; exit 7')
      await until(() => exits.length > 0)
      expect(exits).toEqual([7])
      const lines = output.split('\r\n')
      expect(lines).toHaveLength(2001)
      expect(lines.at(-2)).toBe('line 1999 of a burst')
      expect(output).not.toContain('hopscope')
    }
  })

  it('makes the program wait while the screen does, and loses nothing', async () => {
    let awoken = 0
    wake = () => awoken++
    open('ping', 'yes 0123456789abcdef | head -c 4000000')
    while (awoken === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    const heldAt = awoken
    terminals.flush(true)
    expect(output).toBe('')
    // 4 MB do not fit into what may wait: the reading stops, and with it the program.
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(exits).toEqual([])
    expect(awoken - heldAt).toBeLessThan(300)
    await until(() => exits.length > 0)
    expect(output.replaceAll('\r', '').length).toBe(4_000_000)
  })

  it('passes input on, and Ctrl-C ends the command', async () => {
    // cat answers only once it runs: dash forgets a Ctrl-C that comes between two of its commands.
    const id = open('ping', 'cat')
    terminals.input(id, 'hello\n')
    await until(() => /hello\r\nhello/.test(output))
    terminals.interrupt(id)
    await until(() => exits.length > 0)
    expect(exits).toEqual([130])
  })

  it('takes the size of the screen, and closes with all that runs in it', async () => {
    const id = open('shell', 'trap "" INT; stty size; read x; stty size; sleep 1000')
    await until(() => output.includes('30 100'))
    terminals.resize(id, 80, 24)
    terminals.input(id, '\n')
    await until(() => output.includes('24 80'))
    terminals.close(id)
    await until(() => exits.length > 0)
    expect(() => terminals.input(id, 'x')).toThrow(RequestError)
  })

  it('closes also when a terminal has ended and no screen has taken that yet', async () => {
    let hasEnded = false
    wake = () => (hasEnded = true)
    open('ping', 'true')
    await expect.poll(() => hasEnded).toBe(true)
    // Long enough for its pseudo-terminal to be gone as well, which it tells nobody but those who asked before.
    await new Promise((resolve) => setTimeout(resolve, 500))
    await terminals.closeAll()
  })

  it('opens no more than its limit', () => {
    const opened = Array.from({ length: 32 }, () => open('shell', 'read x'))
    expect(new Set(opened).size).toBe(32)
    expect(() => open('shell', 'read x')).toThrow(/32 terminals are open/)
  })
})
