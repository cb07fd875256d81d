import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { RequestError } from '../../src/contract/messages'
import { addresses } from './addresses'
import { describeLab } from './describe-lab'
import { startDockerDaemon } from './docker-daemon'
import { findLabProcesses } from './find-processes'
import type { Lab } from './lab'
import { openLiveSession, pathOf, type LiveSession } from './live-session'
import * as scenarios from './scenarios'
import { startCli } from './start-cli'
import { createTestLab } from './test-lab'

describeLab('captures of a live session', () => {
  let lab: Lab
  let session: LiveSession
  let before: readonly number[] = []

  beforeAll(async () => {
    lab = await createTestLab('captures')
    await lab.up()
  })
  afterAll(() => lab.down())

  beforeEach(() => {
    before = findLabProcesses(lab.names)
    session = openLiveSession(lab)
  })
  afterEach(() => session.tracer.close())

  const commandOf = (pid: number): string => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ').trim()
    } catch {
      return ''
    }
  }
  /** Processes in the lab that were not there before the test. */
  const left = (): string[] =>
    findLabProcesses(lab.names)
      .filter((pid) => !before.includes(pid))
      .map(commandOf)
      .filter((command) => command !== '')
  const leftAfter = async (milliseconds: number): Promise<string[]> => {
    const deadline = Date.now() + milliseconds
    while (left().length > 0 && Date.now() < deadline) await delay(50)
    return left()
  }
  const tcpdumpOn = (nif: string): number =>
    findLabProcesses(lab.names).find((pid) => commandOf(pid).startsWith(`tcpdump -i ${nif} `))!
  const stateOf = (namespace: string, nif: string): string | undefined =>
    session
      .status()
      .captures.filter(({ point }) => point.namespace === namespace && point.interfaceName === nif)
      .at(-1)?.state
  const refusal = async (work: Promise<unknown>): Promise<string> => {
    const error = await work.then(
      () => null,
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(RequestError)
    return (error as RequestError).problem.code
  }

  it('are live only when every tool listens, and leave nothing behind when stopped', async () => {
    await session.start()
    expect(session.status().state).toBe('live')
    const { captures } = session.status()
    expect(captures.map(({ state }) => state)).toEqual(captures.map(() => 'running'))
    expect(captures.length).toBeGreaterThanOrEqual(8)
    expect(left().filter((command) => command.startsWith('tcpdump'))).toHaveLength(captures.length - 2)
    expect(left().filter((command) => command.startsWith('dumpcap'))).toHaveLength(2)
    await session.tracer.close()
    expect(await leftAfter(3000)).toEqual([])
  })

  it('can be stopped while they start', async () => {
    const started = refusal(session.tracer.handle('start', { interfaces: null, filter: null }))
    await session.until('captures that start', () => session.status().captures.length > 0)
    await session.tracer.handle('stop', null)
    expect(await started).toBe('start-cancelled')
    expect(session.status().state).toBe('idle')
    // A tcpdump that was still starting ends by the hang-up of its terminal, which nothing waits for.
    await expect
      .poll(() => left().filter((command) => /^(?:tcpdump|dumpcap) /.test(command)), { timeout: 5_000 })
      .toEqual([])
    await session.start()
    expect(session.status().state).toBe('live')
  })

  it('show the very lines of tcpdump', async () => {
    await session.start()
    await session.ping('container1', addresses.internet)
    const line = / IP 172\.17\.0\.2 > 8\.8\.8\.8: ICMP echo request, id \d+, seq 1, length 64$/
    await session.until('the line of the request', () => session.lines.some((each) => line.test(each)))
    expect(session.lines.some((each) => /^\t0x0000: {2}([0-9a-f]{4} ){7}[0-9a-f]{4}$/.test(each))).toBe(true)
    expect(session.lines.some((each) => each.includes('\r') || each.includes('hopscope'))).toBe(false)
  })

  it('end with Hopscope, also when it is killed with SIGKILL', async () => {
    const run = startCli(lab, ['trace', '--from', 'container1', '--to', addresses.internet, '--count', '100'])
    const deadline = Date.now() + 20_000
    while (!left().some((command) => command.startsWith('ping ')) && Date.now() < deadline) await delay(50)
    expect(left().filter((command) => command.startsWith('tcpdump')).length).toBeGreaterThan(4)
    run.child.kill('SIGKILL')
    await run.finished
    expect(await leftAfter(5000)).toEqual([])
  })

  it('go on when one tcpdump is killed, and say so', async () => {
    await session.start()
    process.kill(tcpdumpOn('docker0'), 'SIGKILL')
    await session.until('the failure of docker0', () => stateOf('host', 'docker0') === 'failed')
    expect(session.problems.map(({ code }) => code)).toEqual(['capture-failed'])
    await session.ping('container1', addresses.internet)
    await session.tracer.handle('stop', null)
    const [request] = session.requests(addresses.internet)
    expect(pathOf(request!)).not.toContain('wsl:Ubuntu docker0')
    expect(request!.inferred.map(({ interface: id }) => id)).toContain('wsl:Ubuntu/host/docker0')
    expect(request!.verdict).toEqual({ kind: 'answered' })
  })

  it('follow a container that starts and goes while tracing', async () => {
    await session.start()
    const undo = await scenarios.addContainer(lab, 'container3')
    try {
      await session.until('captures in container3', () => stateOf('container3', 'eth0') === 'running')
      expect(await session.ping('container3', addresses.internet)).toBe(0)
    } finally {
      await undo()
    }
    await session.until('the end of captures in container3', () => stateOf('container3', 'eth0') === 'stopped')
    await session.until('container3 to leave the map', () =>
      session.topology().namespaces.every(({ name }) => name !== 'container3'),
    )
    await session.tracer.handle('stop', null)
    const [request] = session.requests(addresses.internet)
    expect(pathOf(request!)[0]).toBe('container3 eth0')
    expect(pathOf(request!).at(-1)).toBe('windows Wi-Fi')
    expect(session.problems).toEqual([])
  })

  it('follow an interface that comes, goes down, comes up and goes', async () => {
    await session.start()
    await lab.run('wsl', ['ip', 'link', 'add', 'hs0', 'type', 'veth', 'peer', 'name', 'hs1'])
    await lab.run('wsl', ['ip', 'link', 'set', 'hs0', 'up'])
    await session.until('a capture on hs0', () => stateOf('host', 'hs0') === 'running')
    await lab.run('wsl', ['ip', 'link', 'set', 'hs0', 'down'])
    await session.until('the end of the capture', () => stateOf('host', 'hs0') === 'stopped')
    await lab.run('wsl', ['ip', 'link', 'set', 'hs0', 'up'])
    await session.until('a new capture on hs0', () => stateOf('host', 'hs0') === 'running')
    await lab.run('wsl', ['ip', 'link', 'del', 'hs0'])
    await session.until('the end of the new capture', () => stateOf('host', 'hs0') === 'stopped')
    expect(session.problems).toEqual([])
    expect(session.status().state).toBe('live')
  })

  it('find that Windows and WSL here share a clock', async () => {
    await session.start()
    await session.ping('container1', addresses.internet, 2)
    await session.tracer.handle('stop', null)
    const { offset, error } = session.status().clockOffset!
    expect(Math.abs(offset)).toBeLessThanOrEqual(error + 1e5)
    expect(error).toBeLessThan(5e6)
  })

  it('end a ping whose container is stopped, with the command that helps', async () => {
    await session.start()
    const ping = session.ping('container2', addresses.internet, 1000)
    await session.until('the first reply', () => session.terminal().includes('icmp_seq=1 '))
    const undo = await scenarios.killContainer(lab, 'container2')
    try {
      await ping
      await session.until('the problem', () => session.problems.some(({ code }) => code === 'container-stopped'))
      expect(session.problems.find(({ code }) => code === 'container-stopped')?.command).toBe('docker start container2')
      expect(session.terminal()).toContain('ping statistics')
      expect(
        await refusal(session.tracer.handle('ping', { from: 'wsl:Ubuntu/container2', to: '8.8.8.8', count: 1 })),
      ).toBe('container-stopped')
    } finally {
      await undo()
    }
    await session.until('captures in container2', () => stateOf('container2', 'eth0') === 'running')
    expect(await session.ping('container2', addresses.internet)).toBe(0)
  })

  it('survive a restart of the Docker daemon', async () => {
    await session.start()
    const daemon = Number(readFileSync(join(lab.names.stateFolder, 'docker.pid'), 'utf8'))
    process.kill(daemon, 'SIGTERM')
    await session.until('the loss of Docker', () => session.problems.some(({ code }) => code === 'docker-restarted'))
    await session.until('the end of captures in container1', () => stateOf('container1', 'eth0') === 'stopped')
    for (const deadline = Date.now() + 20_000; commandOf(daemon) !== '' && Date.now() < deadline;) await delay(50)
    await startDockerDaemon(lab.names)
    await lab.docker(['start', 'container1', 'container2'])
    await session.until('captures in container1', () => stateOf('container1', 'eth0') === 'running')
    expect(await session.ping('container1', addresses.internet)).toBe(0)
    expect(session.status().state).toBe('live')
  })

  it('refuse what cannot be', async () => {
    const { tracer } = session
    const from = 'wsl:Ubuntu/container1'
    expect(await refusal(tracer.handle('start', { interfaces: null, filter: 'no such filter' }))).toBe('bad-filter')
    expect(session.status().state).toBe('idle')
    expect(await refusal(tracer.handle('start', { interfaces: ['wsl:Ubuntu/host/nope'], filter: null }))).toBe(
      'nothing-to-capture',
    )
    expect(await refusal(tracer.handle('ping', { from, to: '-f', count: 1 }))).toBe('bad-destination')
    expect(await refusal(tracer.handle('ping', { from, to: '8.8.8.8', count: 0 }))).toBe('bad-count')
    expect(await refusal(tracer.handle('ping', { from: 'wsl:Ubuntu/nobody', to: '8.8.8.8', count: 1 }))).toBe(
      'unknown-container',
    )
    expect(await refusal(tracer.handle('terminalInput', { id: 99, data: '' }))).toBe('unknown-terminal')
    expect(left().filter((command) => /^(?:tcpdump|dumpcap|ping) /.test(command))).toEqual([])
  })

  it("give the machine's own shell on a container's network, and run nothing of the image", async () => {
    const { id } = await session.tracer.handle('shell', { namespace: 'wsl:Ubuntu/container1' })
    const ask = 'echo "$((6 * 7)) $(hostname) $(ip -4 -o addr show eth0)"; exit 3\n'
    await session.tracer.handle('terminalInput', { id, data: ask })
    await session.until('the answer of the shell', () => / 172\.17\.0\.2\/16 /.test(session.terminal()))
    expect(session.terminal()).toContain('42 ')
    expect(session.terminal()).not.toContain('42 container1')
  })

  it('work for two Hopscopes at once', async () => {
    const other = openLiveSession(lab)
    try {
      await Promise.all([session.start(), other.start()])
      await Promise.all([session.ping('container1', addresses.internet), other.ping('container2', addresses.internet)])
      await Promise.all([session.tracer.handle('stop', null), other.tracer.handle('stop', null)])
      expect(session.requests(addresses.internet)).toHaveLength(2)
      expect(other.requests(addresses.internet)).toHaveLength(2)
    } finally {
      await other.tracer.close()
    }
  })
})
