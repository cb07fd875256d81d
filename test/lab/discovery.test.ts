import { readFile, readlink } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findNamespace } from '../../src/core/topology/find-namespace'
import { interfaceIn } from '../../src/core/topology/find-interface'
import { predictPath, predictReturnPath } from '../../src/core/topology/predict-path'
import type { Interface, Topology } from '../../src/core/topology/topology'
import { discoverTopology } from '../../src/tracer/discovery/discover-topology'
import { addRouters } from '../../src/tracer/add-routers'
import { parseTracerouteHops } from '../../src/tracer/terminal/traceroute-hops'
import type { DockerAccess, DockerEvent } from '../../src/tracer/docker/docker-access'
import { openDocker } from '../../src/tracer/docker/open-docker'
import type { MachineAccess } from '../../src/tracer/machines/machine-access'
import { configureMachines, openMachines } from '../../src/tracer/machines/open-machines'
import { addresses } from './addresses'
import { describeLab } from './describe-lab'
import { startDockerDaemon } from './docker-daemon'
import type { Lab } from './lab'
import { requireCommand, runCommand } from './run-command'
import { addContainer, killContainer } from './scenarios'
import { createTestLab } from './test-lab'

const host = 'wsl:Ubuntu/host'

describeLab('discovery in the lab', () => {
  let lab: Lab
  let machines: readonly MachineAccess[]
  let docker: DockerAccess

  beforeAll(async () => {
    lab = await createTestLab('discovery')
    await lab.up()
    const environment = { ...process.env, ...lab.environment }
    const opened = await openMachines(configureMachines(environment, process.platform))
    expect(opened.problems).toEqual([])
    machines = opened.machines
    docker = openDocker(machines[0]!, environment)
  })
  afterAll(async () => {
    docker.close()
    await lab.down()
  })

  const discover = (): Promise<Topology> => discoverTopology(machines, [docker])

  it('finds the machines, their namespaces and nothing that it could not learn', async () => {
    const topology = await discover()
    expect(topology.gaps).toEqual([])
    expect(topology.machines.map(({ id, kind, networkingMode }) => [id, kind, networkingMode])).toEqual([
      ['wsl:Ubuntu', 'wsl', 'nat'],
      ['windows', 'windows', null],
      ['lan', 'lan', null],
    ])
    expect(topology.machines[0]!.description).toMatch(/^linux \d+\.\d+ · dockerd \d+\.\d+\.\d+$/)
    expect(topology.machines[1]!.description).toMatch(/^Windows 1[01] · build \d+$/)
    expect(topology.namespaces.map(({ id, kind }) => [id, kind])).toEqual([
      [host, 'host'],
      ['wsl:Ubuntu/container1', 'container'],
      ['wsl:Ubuntu/container2', 'container'],
      ['windows/host', 'host'],
      ['lan/172.22.0.1', 'router'],
    ])
    const container = findNamespace(topology, 'container1')!.container!
    expect(container.pid).toBe(await lab.containerPid('container1'))
    expect(container).toMatchObject({ state: 'running', networks: ['bridge'] })
    expect(findNamespace(topology, container.id.slice(0, 12))?.name).toBe('container1')
  })

  it('knows every interface as the kernel and Windows do', async () => {
    const topology = await discover()
    const veth1 = await hostVeth(lab, 'container1')
    const veth2 = await hostVeth(lab, 'container2')
    const sketches = topology.interfaces.map(sketchInterface)
    expect(sketches.toSorted()).toEqual(
      [
        `${host}/lo loopback 127.0.0.1/8 capture:lo`,
        `${host}/eth0 veth 172.25.140.84/20 capture:eth0`,
        `${host}/docker0 bridge 172.17.0.1/16 capture:docker0`,
        `${host}/${veth1} veth  port-of:${host}/docker0 capture:${veth1}`,
        `${host}/${veth2} veth  port-of:${host}/docker0 capture:${veth2}`,
        'wsl:Ubuntu/container1/lo loopback 127.0.0.1/8 capture:lo',
        'wsl:Ubuntu/container1/eth0 veth 172.17.0.2/16 capture:eth0',
        'wsl:Ubuntu/container2/lo loopback 127.0.0.1/8 capture:lo',
        'wsl:Ubuntu/container2/eth0 veth 172.17.0.3/16 capture:eth0',
        'windows/host/vEthernet (WSL) vswitch 172.25.128.1/20 capture:\\Device\\NPF_{8E4F2C61-3B0D-4D5A-9C77-1F6A2B8D9E01}',
        'windows/host/Wi-Fi wifi 172.22.1.30/21 capture:\\Device\\NPF_{5B7C9D13-64AE-4F0B-8A2E-7D1C3E5F9A02}',
        'windows/host/Loopback Pseudo-Interface 1 loopback 127.0.0.1/8 capture:null',
        'lan/172.22.0.1/gateway router 172.22.0.1/21 capture:null',
      ].toSorted(),
    )
    const mac = (await lab.run('wsl', ['cat', '/sys/class/net/docker0/address'])).trim()
    expect(interfaceIn(topology, host, 'docker0')).toMatchObject({ mac, mtu: 1500, isUp: true })
    // What capture tools are told must be a name that they list themselves.
    const dumpcap = await machines[1]!.run(['dumpcap.exe', '-D'])
    const devices = dumpcap.stdout.toString()
    const captured = topology.interfaces.filter((nic) => nic.namespace === 'windows/host' && nic.captureName !== null)
    for (const { captureName } of captured) expect(devices).toContain(captureName)
  })

  it('joins them by what the kernel says, and by addresses only where it says nothing', async () => {
    const topology = await discover()
    const veth1 = await hostVeth(lab, 'container1')
    const veth2 = await hostVeth(lab, 'container2')
    expect(topology.wires.toSorted((a, b) => (a.ends[0] < b.ends[0] ? -1 : 1))).toEqual(
      [
        { kind: 'lan', ends: ['windows/host/Wi-Fi', 'lan/172.22.0.1/gateway'], isInferred: true },
        { kind: 'veth', ends: ['wsl:Ubuntu/container1/eth0', `${host}/${veth1}`], isInferred: false },
        { kind: 'veth', ends: ['wsl:Ubuntu/container2/eth0', `${host}/${veth2}`], isInferred: false },
        { kind: 'vswitch', ends: [`${host}/eth0`, 'windows/host/vEthernet (WSL)'], isInferred: true },
        { kind: 'bridge-port', ends: [`${host}/${veth1}`, `${host}/docker0`], isInferred: false },
        { kind: 'bridge-port', ends: [`${host}/${veth2}`, `${host}/docker0`], isInferred: false },
      ].toSorted((a, b) => (a.ends[0]! < b.ends[0]! ? -1 : 1)),
    )
    expect(topology.networks.find(({ name }) => name === 'bridge')).toMatchObject({
      machine: 'wsl:Ubuntu',
      driver: 'bridge',
      subnets: ['172.17.0.0/16'],
      bridge: `${host}/docker0`,
    })
  })

  it('reads routes, the very rule of iptables and the network of WinNAT', async () => {
    const topology = await discover()
    const routes = topology.routes.map((each) => `${each.interface} ${each.destination} via ${each.gateway ?? '-'}`)
    expect(routes.toSorted()).toEqual(
      [
        `${host}/eth0 0.0.0.0/0 via 172.25.128.1`,
        `${host}/eth0 172.25.128.0/20 via -`,
        `${host}/docker0 172.17.0.0/16 via -`,
        'wsl:Ubuntu/container1/eth0 0.0.0.0/0 via 172.17.0.1',
        'wsl:Ubuntu/container1/eth0 172.17.0.0/16 via -',
        'wsl:Ubuntu/container2/eth0 0.0.0.0/0 via 172.17.0.1',
        'wsl:Ubuntu/container2/eth0 172.17.0.0/16 via -',
        'windows/host/Wi-Fi 0.0.0.0/0 via 172.22.0.1',
        'windows/host/Wi-Fi 172.22.0.0/21 via -',
        'windows/host/vEthernet (WSL) 172.25.128.0/20 via -',
      ].toSorted(),
    )
    expect(topology.natRules.map(({ text }) => text)).toEqual([
      '-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
      'WSLNat 172.25.128.0/20',
    ])
    expect(topology.natRules[1]).toMatchObject({ namespace: 'windows/host', kind: 'winnat' })
    expect(topology.natRules[0]).toMatchObject({
      namespace: host,
      chain: 'POSTROUTING',
      kind: 'masquerade',
      source: { value: '172.17.0.0/16', isNegated: false },
      outInterface: { value: 'docker0', isNegated: true },
    })
  })

  it('counts what a rule translated', async () => {
    const before = (await discover()).natRules[0]!.counters!.packets
    await lab.assertIsolated()
    await lab.runInContainer('container1', ['ping', '-n', '-c', '1', '-W', '1', addresses.internet])
    // Only the first packet of a connection asks the table.
    expect((await discover()).natRules[0]!.counters!.packets).toBe(before + 1)
  })

  it('predicts the way to the internet and back', async () => {
    const topology = await discover()
    const veth1 = await hostVeth(lab, 'container1')
    const way = predictPath(topology, 'wsl:Ubuntu/container1', addresses.internet, { protocol: 'icmp' })
    const path = [
      'wsl:Ubuntu/container1/eth0',
      `${host}/${veth1}`,
      `${host}/docker0`,
      `${host}/eth0`,
      'windows/host/vEthernet (WSL)',
      'windows/host/Wi-Fi',
      'lan/172.22.0.1/gateway',
    ]
    expect(way.map((hop) => hop.interface)).toEqual(path)
    expect(way.map((hop) => hop.routedHops)).toEqual([0, 0, 0, 1, 1, 2, 2])
    expect(way[3]!.source).toBe(addresses.wsl)
    expect(way[3]!.translations.map(({ kind }) => kind)).toEqual(['masquerade'])
    const back = predictReturnPath(topology, 'wsl:Ubuntu/container1', addresses.internet, { protocol: 'icmp' })
    expect(back.map((hop) => hop.interface)).toEqual(path.toReversed())
  })

  it('adds the routers that a traceroute found', async () => {
    await lab.assertIsolated()
    const command = ['traceroute', '-n', '-I', '-q', '1', '-w', '1', addresses.internet]
    const { stdout } = await lab.runInContainer('container1', command)
    const topology = addRouters(await discover(), [parseTracerouteHops(stdout)])
    const way = predictPath(topology, 'wsl:Ubuntu/container1', addresses.internet).map((hop) => hop.interface)
    expect(way.slice(-3)).toEqual(['lan/172.22.0.1/gateway', 'lan/100.64.0.2/router', 'lan/8.8.8.8/router'])
  })

  it('finds the same Docker network as a Linux machine of its own, over its socket', async () => {
    const script = new URL('./print-topology.ts', import.meta.url).pathname
    const command = [process.execPath, '--import', 'tsx', script]
    const environment = Object.entries({ ...lab.linuxEnvironment, PATH: process.env['PATH'] ?? '' })
    const variables = environment.map(([name, value]) => `${name}=${value}`)
    const repository = new URL('../..', import.meta.url).pathname
    const inDistro = await lab.inNamespace('wsl', ['env', '-C', repository, ...variables, ...command])
    const topology = JSON.parse(await requireCommand(inDistro)) as Topology
    expect(topology.gaps).toEqual([])
    expect(topology.machines.map(({ id }) => id)).toEqual(['linux', 'lan'])
    const way = predictPath(topology, 'linux/container1', addresses.internet).map((hop) => hop.interface)
    expect(way).toEqual([
      'linux/container1/eth0',
      `linux/host/${await hostVeth(lab, 'container1')}`,
      'linux/host/docker0',
      'linux/host/eth0',
      'lan/172.25.128.1/gateway',
    ])
  })

  it('follows containers as they come and go', async () => {
    const events: DockerEvent[] = []
    const seen = watch(docker, events)
    const undo = await addContainer(lab, 'container3')
    await seen.until((event) => event.kind === 'container' && event.action === 'start' && event.name === 'container3')
    expect(interfaceIn(await discover(), 'wsl:Ubuntu/container3', 'eth0')?.addresses[0]?.address).toBe('172.17.0.4')
    await undo()
    await seen.until((event) => event.kind === 'container' && event.action === 'destroy')
    seen.stop()
    expect(findNamespace(await discover(), 'container3')).toBeNull()
  })

  it('ends what it has begun when it is closed, and begins nothing more', async () => {
    const before = await countDialers(lab)
    const own = openDocker(machines[0]!, { ...process.env, ...lab.environment })
    const stop = own.follow(() => undefined)
    const running = discoverTopology(machines, [own])
    own.close()
    const { gaps } = await running
    expect(gaps.map(({ reason }) => reason)).toEqual([expect.stringContaining('Containers are unknown')])
    await expect(own.list()).rejects.toThrow()
    stop()
    const deadline = Date.now() + 10_000
    while ((await countDialers(lab)) > before) expect(Date.now()).toBeLessThan(deadline)
  })

  it('lists a container that is not running as such', async () => {
    const restart = await killContainer(lab, 'container2')
    const topology = await discover()
    expect(findNamespace(topology, 'container2')?.container).toMatchObject({ pid: 0, state: 'exited' })
    expect(topology.gaps).toEqual([])
    await restart()
  })

  it('tells that the daemon is gone, keeps what it can learn, and hears when it is back', async () => {
    const events: DockerEvent[] = []
    const seen = watch(docker, events)
    const pid = (await lab.run('wsl', ['cat', `${lab.names.stateFolder}/docker.pid`])).trim()
    process.kill(Number(pid), 'SIGTERM')
    const lost = await seen.until((event) => event.kind === 'lost')
    expect(lost).toMatchObject({ problem: { code: 'no-docker' } })
    const topology = await discover()
    expect(topology.gaps).toEqual([
      {
        machine: 'wsl:Ubuntu',
        reason: expect.stringContaining('Docker does not answer') as string,
        command: 'wsl.exe -d Ubuntu -u root service docker start',
        code: 'no-containers',
        values: expect.objectContaining({ cause: 'no-docker' }) as object,
      },
    ])
    expect(interfaceIn(topology, host, 'docker0')).not.toBeNull()
    await startDockerDaemon(lab.names)
    await seen.until((event) => event.kind === 'back')
    seen.stop()
    for (const name of ['container1', 'container2']) await lab.docker(['start', name])
    expect((await discover()).gaps).toEqual([])
  })
})

/** Open connections to the lab's daemon; each is a docker client of its own. */
async function countDialers(lab: Lab): Promise<number> {
  const { stdout } = await runCommand(['pgrep', '-x', '-f', 'docker system dial-stdio'])
  const network = await networkOf(await distroPid(lab))
  const networks = await Promise.all(
    stdout
      .split('\n')
      .filter((pid) => pid !== '')
      .map(networkOf),
  )
  return networks.filter((each) => each === network).length
}

async function distroPid(lab: Lab): Promise<string> {
  return (await readFile(`${lab.names.stateFolder}/distro.pid`, 'utf8')).trim()
}

function networkOf(pid: string): Promise<string> {
  return readlink(`/proc/${pid}/ns/net`).catch(() => '')
}

async function hostVeth(lab: Lab, container: string): Promise<string> {
  const pid = await lab.containerPid(container)
  const { stdout } = await runCommand(['nsenter', '-t', String(pid), '-n', 'ip', '-o', 'link', 'show', 'eth0'])
  const peer = /eth0@if(\d+)/.exec(stdout)![1]!
  const links = await lab.run('wsl', ['ip', '-o', 'link'])
  return new RegExp(`^${peer}: (veth[0-9a-f]+)@`, 'm').exec(links)![1]!
}

function sketchInterface({ id, kind, addresses: held, master, captureName }: Interface): string {
  const shown = held
    .filter(({ address }) => !address.includes(':'))
    .map((each) => `${each.address}/${each.prefixLength}`)
  const port = master === null ? '' : ` port-of:${master}`
  return `${id} ${kind} ${shown.join(',')}${port} capture:${captureName ?? 'null'}`
}

interface Watch {
  readonly until: (isWanted: (event: DockerEvent) => boolean) => Promise<DockerEvent>
  readonly stop: () => void
}

function watch(docker: DockerAccess, events: DockerEvent[]): Watch {
  let check: () => void = () => undefined
  const stop = docker.follow((event) => {
    events.push(event)
    check()
  })
  const until = (isWanted: (event: DockerEvent) => boolean): Promise<DockerEvent> =>
    new Promise((resolve) => {
      check = () => {
        const found = events.find(isWanted)
        if (found !== undefined) resolve(found)
      }
      check()
    })
  return { until, stop }
}
