import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CommandResult, MachineAccess } from '../machines/machine-access'
import { runDoctor } from './run-doctor'

const allTools = ['tcpdump', 'nsenter', 'ip', 'iptables-save', 'conntrack', 'ping', 'traceroute']
const rootStatus = 'Name:\tcat\nCapEff:\t000001ffffffffff\n'
const userStatus = 'Name:\tcat\nCapEff:\t0000000000000000\n'

/** A Linux machine that answers the doctor's three questions as given; any other command is one it should not run. */
function linux(answers: { release?: string; status?: string; tools?: readonly string[] }): MachineAccess {
  const run = async (command: readonly string[]): Promise<CommandResult> => {
    const texts: Record<string, string> = {
      'cat /etc/os-release': answers.release ?? 'ID=debian\n',
      'cat /proc/self/status': answers.status ?? rootStatus,
    }
    const isListing = command[0] === 'sh' && command.slice(4).join() === allTools.join()
    const text = isListing ? (answers.tools ?? allTools).map((tool) => `${tool}\n`).join('') : texts[command.join(' ')]
    if (text === undefined) throw new Error(`unexpected command: ${command.join(' ')}`)
    return { exitCode: 0, stdout: Buffer.from(text), stderr: Buffer.alloc(0) }
  }
  return machine('linux', 'linux', run)
}

function machine(id: string, kind: MachineAccess['kind'], run: MachineAccess['run']): MachineAccess {
  const refuse = (): never => {
    throw new Error('the doctor opens no terminal')
  }
  return { id, kind, run, openTerminal: refuse, openPipe: refuse }
}

/** A daemon that has no containers, on a socket of its own. */
let folder = ''
let daemon: Server
let withDocker: Record<string, string> = {}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hopscope-doctor-'))
  const socket = join(folder, 'docker.sock')
  daemon = createServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(request.url?.includes('/info') ? '{"ServerVersion":"28.1"}' : '[]')
  })
  await new Promise<void>((resolve) => daemon.listen(socket, resolve))
  withDocker = { DOCKER_HOST: `unix://${socket}` }
})

afterEach(async () => {
  daemon.closeAllConnections()
  await new Promise((resolve) => daemon.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

describe('runDoctor', () => {
  it('finds nothing where nothing is missing', async () => {
    expect(await runDoctor([linux({})], withDocker)).toEqual([])
  })

  it('names each missing program with the package of this system', async () => {
    const debian = await runDoctor([linux({ tools: allTools.filter((tool) => tool !== 'ping') })], withDocker)
    expect(debian).toEqual([
      expect.objectContaining({ code: 'no-ping', command: 'sudo apt-get install -y iputils-ping' }),
    ])
    const fedora = await runDoctor([linux({ tools: allTools.slice(1), release: 'ID=fedora\n' })], withDocker)
    expect(fedora).toEqual([expect.objectContaining({ code: 'no-tcpdump', command: 'sudo dnf install -y tcpdump' })])
    const mint = linux({ tools: allTools.slice(1), release: 'ID=linuxmint\nID_LIKE="ubuntu debian"\n' })
    expect(await runDoctor([mint], withDocker)).toMatchObject([{ command: 'sudo apt-get install -y tcpdump' }])
    const unknown = await runDoctor([linux({ tools: allTools.slice(1), release: 'ID=slackware\n' })], withDocker)
    expect(unknown).toMatchObject([{ code: 'no-tcpdump', command: null }])
  })

  it('says when capturing is not allowed, and takes capabilities for root', async () => {
    expect(await runDoctor([linux({ status: userStatus })], withDocker)).toMatchObject([{ code: 'no-rights' }])
    const granted = 'CapEff:\t0000000000203000\n'
    expect(await runDoctor([linux({ status: granted })], withDocker)).toEqual([])
  })

  it('says when Docker does not answer', async () => {
    const absent = { DOCKER_HOST: `unix://${join(folder, 'none.sock')}` }
    expect(await runDoctor([linux({})], absent)).toMatchObject([{ code: 'no-docker' }])
    expect(await runDoctor([linux({})], { DOCKER_HOST: 'ssh://x' })).toMatchObject([{ code: 'no-docker' }])
  })

  it.each([
    [127, '', 'no-dumpcap'],
    [2, '', 'no-npcap'],
    [0, '', 'no-npcap'],
    [0, '1. \\Device\\NPF_{3A} (Wi-Fi)\r\n', undefined],
  ])('tells by dumpcap -D whether Windows can be captured on (exit %i, "%s")', async (exitCode, text, code) => {
    const windows = machine('windows', 'windows', async (command) => {
      expect(command).toEqual(['dumpcap.exe', '-D'])
      return { exitCode, stdout: Buffer.from(text), stderr: Buffer.alloc(0) }
    })
    expect((await runDoctor([windows], {})).map((problem) => problem.code)).toEqual(code === undefined ? [] : [code])
  })
})
