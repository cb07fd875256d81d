import { spawn } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { RequestError } from '../../src/contract/messages'
import type { MachineAccess, Terminal } from '../../src/tracer/machines/machine-access'

/** How a suite reaches the machine under test, and what a second process must know to open the same one. */
export interface MachineUnderTest {
  readonly open: () => Promise<MachineAccess>
  /** Environment that `openMachines` is given, for the process that is killed. */
  readonly environment: () => NodeJS.ProcessEnv
}

/** What every machine that runs Linux commands promises, on real processes. */
export function describeMachineAccess(name: string, subject: MachineUnderTest): void {
  describe(`machine access: ${name}`, () => {
    let marker = ''
    const idle = (): string[] => {
      marker = `${String(100_000 + randomInt(800_000))}.${String(randomInt(1e9))}`
      return ['sleep', marker]
    }
    afterEach(async () => {
      if (marker !== '') await untilNone(marker)
      marker = ''
    })

    it('runs a command and returns its bytes and exit code', async () => {
      const machine = await subject.open()
      const result = await machine.run(['sh', '-c', 'printf "\\377\\000a"; printf err >&2; exit 3'])
      expect(result.exitCode).toBe(3)
      expect([...result.stdout]).toEqual([255, 0, 97])
      expect(result.stderr.toString()).toBe('err')
    })

    it('hands arguments on as they are', async () => {
      const machine = await subject.open()
      const hostile = ['$(id)', '`id`', '; exit 9', '| cat', '> /dev/null', '*', `'"`, 'a  b', '-n', '', '\\', '日本語']
      const result = await machine.run(['printf', '%s\\n', ...hostile])
      expect(result.stdout.toString()).toBe(hostile.map((each) => `${each}\n`).join(''))
    })

    it('hands binary input on', async () => {
      const machine = await subject.open()
      const input = randomBytes(300_000)
      expect((await machine.run(['cat'], { input })).stdout.equals(input)).toBe(true)
    })

    it('runs many commands at once, each to its end', async () => {
      const machine = await subject.open()
      const runs = Array.from({ length: 60 }, (_, index) =>
        machine.run(['sh', '-c', 'echo "$1"; exit 5', 'x', String(index)]),
      )
      for (const [index, result] of (await Promise.all(runs)).entries()) {
        expect(result.stdout.toString()).toBe(`${String(index)}\n`)
        expect(result.exitCode).toBe(5)
      }
    })

    it('does not succeed with a program that does not exist', async () => {
      const machine = await subject.open()
      const result = await machine.run(['hopscope-no-such-program'])
      expect(result.exitCode).not.toBe(0)
      expect(result.stderr.toString() + result.stdout.toString()).toContain('hopscope-no-such-program')
    })

    it('ends a command and all it started when time is up', async () => {
      const machine = await subject.open()
      const running = machine.run(['sh', '-c', '"$@" & "$@"', 'x', ...idle()], { timeoutMs: 300 })
      await expect(running).rejects.toMatchObject({ problem: { code: 'timeout' } })
      await expect(running).rejects.toBeInstanceOf(RequestError)
    })

    it('ends a command when it is aborted, and starts none that was aborted before', async () => {
      const machine = await subject.open()
      const controller = new AbortController()
      const running = machine.run(idle(), { signal: controller.signal })
      await untilSome(marker)
      controller.abort(new Error('enough'))
      await expect(running).rejects.toThrow('enough')
      await expect(machine.run(['true'], { signal: controller.signal })).rejects.toThrow('enough')
    })

    it('opens a terminal of the wanted width, with bytes out and keys in', async () => {
      const machine = await subject.open()
      const terminal = machine.openTerminal(
        ['sh', '-c', 'stty -echo; stty size; read -r x; printf "got %s" "$x"; exit 4'],
        {
          columns: 512,
          rows: 30,
        },
      )
      const output = collect(terminal)
      const exited = new Promise((resolve) => terminal.onExit(resolve))
      await output.until('30 512')
      terminal.write('höp\r')
      await output.until('got höp')
      expect(await exited).toBe(4)
    })

    it('takes no offence at what comes after a terminal has ended', async () => {
      const machine = await subject.open()
      const terminal = machine.openTerminal(['true'], { columns: 80, rows: 24 })
      await new Promise((resolve) => terminal.onExit(resolve))
      terminal.write('late')
      terminal.resize(100, 30)
      terminal.kill()
    })

    it('hangs up everything behind a terminal that is killed', async () => {
      const machine = await subject.open()
      const script = '"$@" & "$@" & echo ready; wait'
      const terminal = machine.openTerminal(['sh', '-c', script, 'x', ...idle()], { columns: 80, rows: 24 })
      const exited = new Promise((resolve) => terminal.onExit(resolve))
      await collect(terminal).until('ready')
      await untilSome(marker)
      terminal.kill()
      await exited
    })

    it('loses nothing of a paused terminal', async () => {
      const machine = await subject.open()
      const script = 'stty raw -echo; echo start; read -r go; seq 1 200000; echo end-of-output; read -r stop'
      const terminal = machine.openTerminal(['sh', '-c', script], { columns: 80, rows: 24 })
      const output = collect(terminal)
      await output.until('start')
      terminal.pause()
      const before = output.text().length
      terminal.write('go\n')
      // The writer fills the kernel's buffer and blocks; what this process had asked to read before may still arrive.
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(output.text().length - before).toBeLessThan(300_000)
      terminal.resume()
      await output.until('end-of-output')
      const numbers = output.text().match(/^\d+$/gm) ?? []
      expect(numbers.length).toBe(200_000)
      terminal.kill()
    })

    it('opens binary pipes in both directions', async () => {
      const machine = await subject.open()
      const pipe = machine.openPipe(['cat'])
      const sent = randomBytes(500_000)
      pipe.stream.end(sent)
      const chunks: Buffer[] = []
      for await (const chunk of pipe.stream) chunks.push(chunk as Buffer)
      expect(Buffer.concat(chunks).equals(sent)).toBe(true)
      expect(await pipe.exited).toBe(0)
    })

    it('ends a pipe that is killed, and one whose stream is destroyed', async () => {
      const machine = await subject.open()
      const killed = machine.openPipe(idle())
      await untilSome(marker)
      killed.kill()
      await killed.exited
      await untilNone(marker)
      const destroyed = machine.openPipe(idle())
      await untilSome(marker)
      destroyed.stream.destroy()
      await destroyed.exited
    })

    it('leaves no process behind when its own process is killed', async () => {
      const command = idle()
      const script = new URL('./hold-processes.ts', import.meta.url).pathname
      const holder = spawn(process.execPath, ['--import', 'tsx', script, ...command], {
        env: subject.environment(),
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const [ready] = (await once(holder.stdout, 'data')) as [Buffer]
      expect(ready.toString()).toContain('ready')
      await untilSome(marker, 4)
      holder.kill('SIGKILL')
      await once(holder, 'exit')
    })
  })
}

interface Output {
  readonly text: () => string
  readonly until: (wanted: string) => Promise<void>
}

function collect(terminal: Terminal): Output {
  const chunks: Uint8Array[] = []
  let length = 0
  let waiting: (() => void) | null = null
  const text = (): string => Buffer.concat(chunks).toString('utf8').replaceAll('\r', '')
  terminal.onData((data) => {
    chunks.push(data)
    length += data.length
    waiting?.()
  })
  const until = (wanted: string): Promise<void> =>
    new Promise((resolve) => {
      waiting = () => {
        const tail = Buffer.concat(chunks.slice(-16)).toString('utf8')
        if (length > 0 && tail.includes(wanted)) resolve()
      }
      waiting()
    })
  return { text, until }
}

function processesWith(marker: string): number {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'latin1')
      return line.startsWith('sleep\0') && line.includes(marker)
    } catch {
      return false
    }
  }).length
}

async function untilCount(marker: string, isReached: (count: number) => boolean): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!isReached(processesWith(marker))) {
    if (Date.now() > deadline)
      throw new Error(`${String(processesWith(marker))} processes "sleep ${marker}" after 10 s`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function untilNone(marker: string): Promise<void> {
  await untilCount(marker, (count) => count === 0)
}

async function untilSome(marker: string, least = 1): Promise<void> {
  await untilCount(marker, (count) => count >= least)
}
