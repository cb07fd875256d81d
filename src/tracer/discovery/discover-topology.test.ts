import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findNamespace } from '../../core/topology/find-namespace'
import { predictPath } from '../../core/topology/predict-path'
import type { DockerAccess, DockerContainer, DockerListing } from '../docker/docker-access'
import type { CommandResult, MachineAccess } from '../machines/machine-access'
import { requestError } from '../machines/request-error'
import { discoverTopology } from './discover-topology'

const sample = (name: string): string =>
  readFileSync(new URL(`../../../test/fixtures/discovery/${name}`, import.meta.url), 'utf8')

/** What a command printed, or that it failed with a message. */
type Replay = Readonly<Record<string, string | { readonly fails: string }>>

// On real WSL eth0 is no veth; the lab's recording is changed in this alone.
const hostLinks = sample('ip-addr-host.json').replace('"linkinfo":{"info_kind":"veth"},"num_tx', '"num_tx')

const distro: Replay = {
  'ip -j -d addr': hostLinks,
  'ip -j -4 route': sample('ip-route-host.json'),
  'ip -j -6 route': '\n',
  'iptables-save -t nat -c': sample('iptables-save.txt'),
  'ip6tables-save -t nat -c': { fails: 'ip6tables-save: not found' },
  'uname -r': '6.6.87.2-microsoft-standard-WSL2\n',
  'uname -n': 'DESKTOP-7Q\n',
  'wslinfo --networking-mode': 'nat\n',
  sh: `\n= 4101 addr\n${sample('ip-addr-container1.json')}\n= 4101 4\n${sample('ip-route-container1.json')}\n= 4101 6\n[]\n`,
}

/** A machine that answers with recordings: what it is asked is as real as the answers. */
function replayMachine(kind: MachineAccess['kind'], replay: Replay): MachineAccess {
  const refuse = (): never => {
    throw new Error('discovery opens no terminals or pipes')
  }
  const run = async (command: readonly string[]): Promise<CommandResult> => {
    const key = command[0] === 'sh' || command[0] === 'powershell.exe' ? command[0] : command.join(' ')
    const answer = replay[key] ?? { fails: `${key}: not found` }
    return typeof answer === 'string'
      ? { exitCode: 0, stdout: Buffer.from(answer), stderr: Buffer.alloc(0) }
      : { exitCode: 127, stdout: Buffer.alloc(0), stderr: Buffer.from(answer.fails) }
  }
  const id = kind === 'wsl' ? 'wsl:Ubuntu' : kind
  return { id, kind, run, openTerminal: refuse, openPipe: refuse }
}

const container1: DockerContainer = {
  id: '57b04994fece'.padEnd(64, '0'),
  name: 'container1',
  image: 'ubuntu',
  pid: 4101,
  state: 'running',
  networks: ['bridge'],
  networkMode: 'bridge',
}

function replayDocker(machine: MachineAccess, listing: Partial<DockerListing> | Error): DockerAccess {
  const nothing: DockerListing = {
    version: '28.2.2',
    isDesktop: false,
    firewall: 'iptables',
    containers: [container1],
    networks: [],
  }
  const list = async (): Promise<DockerListing> => {
    if (listing instanceof Error) throw listing
    return { ...nothing, ...listing }
  }
  return { machine: machine.id, list, follow: () => () => undefined, close: () => undefined }
}

const windows = (language: string): MachineAccess =>
  replayMachine('windows', { 'powershell.exe': sample(`windows-${language}.json`) })

describe('discoverTopology', () => {
  it('maps WSL and a Japanese Windows with two ways out', async () => {
    const wsl = replayMachine('wsl', distro)
    const topology = await discoverTopology([wsl, windows('ja')], [replayDocker(wsl, {})])
    expect(topology.gaps).toEqual([])
    expect(topology.machines.map(({ name, description }) => [name, description])).toEqual([
      ['Ubuntu', 'linux 6.6 · dockerd 28.2.2'],
      ['DESKTOP-7Q', 'Windows 10 · build 19045'],
      ['LAN', ''],
    ])
    expect(topology.interfaces.find(({ id }) => id === 'wsl:Ubuntu/host/eth0')?.kind).toBe('physical')
    const inferred = topology.wires.filter(({ isInferred }) => isInferred).map(({ ends }) => ends.join(' – '))
    expect(inferred).toEqual([
      'wsl:Ubuntu/host/eth0 – windows/host/vEthernet (WSL (Hyper-V firewall))',
      'windows/host/Wi-Fi – lan/172.22.0.1/gateway',
      'windows/host/イーサネット – lan/192.168.10.1/gateway',
    ])
    const way = predictPath(topology, 'wsl:Ubuntu/container1', '8.8.8.8')
    // The wired way has the lower metric, and WinNAT translates there.
    expect(way.slice(-2).map((hop) => [hop.interface, hop.source])).toEqual([
      ['windows/host/イーサネット', '192.168.10.5'],
      ['lan/192.168.10.1/gateway', '192.168.10.5'],
    ])
  })

  it('invents no rule where Windows lists none', async () => {
    const topology = await discoverTopology([replayMachine('wsl', distro), windows('en')], [])
    expect(topology.natRules.map(({ kind }) => kind)).toEqual(['masquerade'])
    expect(predictPath(topology, 'wsl:Ubuntu/host', '8.8.8.8').at(-1)?.source).toBe('172.25.140.84')
  })

  it.each([
    ['mirrored', /mirrored mode/],
    ['virtioproxy', /proxy/],
    ['consomme', /proxy/],
    ['none', /no network/],
  ])('draws a boundary in networking mode %s', async (mode, reason) => {
    const wsl = replayMachine('wsl', { ...distro, 'wslinfo --networking-mode': `${mode}\n` })
    const topology = await discoverTopology([wsl, windows('en')], [])
    expect(topology.wires.filter(({ kind }) => kind === 'vswitch')).toEqual([])
    expect(topology.gaps.map((gap) => gap.reason)).toEqual([expect.stringMatching(reason)])
  })

  it('goes on with what is left when a part fails, and says what helps', async () => {
    const wsl = replayMachine('wsl', {
      ...distro,
      'iptables-save -t nat -c': { fails: 'iptables-save: not found' },
      'wslinfo --networking-mode': { fails: 'wslinfo: not found' },
      'ip -j -4 route': 'no JSON',
    })
    const broken = replayMachine('windows', { 'powershell.exe': { fails: '' } })
    const docker = replayDocker(wsl, requestError('no-docker', 'Docker does not answer.', 'service docker start'))
    const topology = await discoverTopology([wsl, broken], [docker])
    expect(topology.interfaces.map(({ name }) => name)).toContain('docker0')
    const gaps = topology.gaps.map(({ machine, reason, command }) => [machine, reason.slice(0, 34), command])
    expect(gaps).toEqual([
      ['wsl:Ubuntu', 'The routes are unknown: "ip -j -4 ', 'apt install iproute2'],
      ['wsl:Ubuntu', 'The NAT rules are unknown, so rewr', 'apt install iptables'],
      ['wsl:Ubuntu', "WSL's networking mode is unknown, ", 'wsl.exe --update'],
      ['wsl:Ubuntu', 'Containers are unknown: Docker doe', 'service docker start'],
      ['windows', "Windows' adapters are unknown: Pow", null],
      ['wsl:Ubuntu', 'No adapter of Windows shares a sub', 'wsl.exe --exec wslinfo --networking-mode'],
    ])
  })

  it('tells missing rights from a missing program', async () => {
    const fails =
      'iptables-save v1.8.9 (nf_tables): Could not fetch rule set generation id: Permission denied (you must be root)'
    const linux = replayMachine('linux', { ...distro, 'iptables-save -t nat -c': { fails } })
    const topology = await discoverTopology([linux], [])
    expect(topology.gaps.map(({ command }) => command)).toEqual(['sudo iptables-save -t nat -c'])
  })

  it('draws a boundary at Docker Desktop', async () => {
    const wsl = replayMachine('wsl', distro)
    const topology = await discoverTopology([wsl, windows('en')], [replayDocker(wsl, { isDesktop: true })])
    expect(topology.namespaces.filter(({ kind }) => kind === 'container')).toEqual([])
    expect(topology.gaps.map(({ reason }) => reason)).toEqual([expect.stringContaining('Docker Desktop')])
  })

  it('says that rules in nftables stay unknown', async () => {
    const wsl = replayMachine('wsl', distro)
    const topology = await discoverTopology([wsl, windows('en')], [replayDocker(wsl, { firewall: 'nftables' })])
    expect(topology.gaps.map(({ command }) => command)).toEqual(['sudo nft list table ip docker-bridges'])
  })

  it('reads the rules of both iptables where both are in use', async () => {
    const warning = '# Warning: iptables-legacy tables present, use iptables-legacy-save to see them\n'
    const linux = replayMachine('linux', {
      ...distro,
      'iptables-save -t nat -c': `# Generated by iptables-save\n${warning}`,
      'iptables-legacy-save -t nat -c': sample('iptables-save.txt'),
    })
    expect((await discoverTopology([linux], [])).natRules.map(({ kind }) => kind)).toEqual(['masquerade'])
  })

  it('keeps containers apart from the host, whatever they are called and wherever they live', async () => {
    const linux = replayMachine('linux', distro)
    const containers: DockerContainer[] = [
      { ...container1, name: 'host' },
      { ...container1, id: '2'.repeat(64), name: 'shared', networkMode: 'host' },
      { ...container1, id: '3'.repeat(64), name: 'sidecar', networkMode: `container:${container1.id}` },
      { ...container1, id: '4'.repeat(64), name: 'gone', pid: 4999 },
      { ...container1, id: '5'.repeat(64), name: 'idle', pid: 0, state: 'exited' },
    ]
    const topology = await discoverTopology([linux], [replayDocker(linux, { containers })])
    expect(topology.namespaces.map(({ id }) => id)).toEqual([
      'linux/host',
      'linux/gone',
      'linux/host~57b04994fece',
      'linux/idle',
      'lan/172.25.128.1',
    ])
    const guests = topology.namespaces.flatMap(({ id, guests: own }) => own?.map(({ name }) => [id, name]) ?? [])
    expect(guests).toEqual([
      ['linux/host', 'shared'],
      ['linux/host~57b04994fece', 'sidecar'],
    ])
    expect(findNamespace(topology, 'sidecar')?.id).toBe('linux/host~57b04994fece')
    expect(findNamespace(topology, '2222')?.id).toBe('linux/host')
    expect(topology.gaps).toEqual([
      {
        machine: 'linux',
        reason: expect.stringContaining('could not be looked into: gone.') as string,
        command: 'sudo nsenter -t 4999 -n ip addr',
        code: 'closed-containers',
        values: { containers: 'gone', others: '0' },
      },
    ])
    const ids = topology.interfaces.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('rejects only when it is aborted', async () => {
    const reason = new Error('closed')
    const linux: MachineAccess = { ...replayMachine('linux', distro), run: () => Promise.reject(reason) }
    await expect(discoverTopology([linux], [], AbortSignal.abort(reason))).rejects.toBe(reason)
    expect((await discoverTopology([linux], [])).gaps.length).toBeGreaterThan(0)
  })
})
