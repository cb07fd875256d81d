import { afterAll, beforeAll, expect, it } from 'vitest'
import type { JourneyMessage, SessionStatus, TracerClient } from '../../src/contract/messages'
import type { Topology } from '../../src/core/topology/topology'
import { describeLab } from '../lab/describe-lab'
import type { Lab } from '../lab/lab'
import { createTestLab } from '../lab/test-lab'
import { connectClient } from './connect-client'
import { findCaptures } from './find-captures'
import { findMarkedProcesses } from './find-marked-processes'
import { startProcess } from './start-process'
import type { StartedProcess } from './start-process'

/** A status event that `accept` likes. */
function statusWhen(client: TracerClient, accept: (status: SessionStatus) => boolean): Promise<SessionStatus> {
  return new Promise((resolve) => {
    const end = client.on('status', (status) => {
      if (!accept(status)) return
      end()
      resolve(status)
    })
  })
}

describeLab('hopscope serve in the lab', () => {
  let lab: Lab
  const mark = `${process.pid}-serve`
  let server: StartedProcess
  let screen: ReturnType<typeof connectClient>
  let topology: Topology
  const journeys = new Map<number, JourneyMessage>()

  async function start(): Promise<void> {
    const environment = { ...(process.env as Record<string, string>), ...lab.environment, HOPSCOPE_E2E: mark }
    server = startProcess(['scripts/hopscope.mjs', 'serve', '--port', '0'], environment)
    const [url] = await server.waitForOutput(/http:\/\/127\.0\.0\.1:\d+\/#token=\S+/)
    screen = connectClient(url)
    screen.client.on('journeys', (event) => {
      for (const journey of event.journeys) journeys.set(journey.id, journey)
    })
    topology = await screen.client.request('discover', null)
  }

  function namespaceOf(container: string): string {
    const found = topology.namespaces.find(({ kind, name }) => kind === 'container' && name === container)
    return found?.id ?? expect.unreachable(`${container} was not discovered`)
  }

  beforeAll(async () => {
    lab = await createTestLab('serve')
    await lab.up()
    await start()
  })
  afterAll(async () => {
    screen.close()
    server.child.kill('SIGINT')
    await server.exited
    await lab.down()
  })

  it('shows a ping out of a container with both source rewrites', async () => {
    const { client } = screen
    const live = statusWhen(client, ({ state }) => state === 'live')
    await client.request('start', { interfaces: null, filter: null })
    await live
    let output = ''
    client.on('terminalOutput', ({ data }) => (output += data))
    const exited = new Promise((resolve) => client.on('terminalExit', ({ exitCode }) => resolve(exitCode)))
    await client.request('ping', { from: namespaceOf('container1'), to: '8.8.8.8', count: 3 })
    expect(await exited).toBe(0)
    expect(output).toContain('3 received')
    // dumpcap hands frames over late, so a request can be answered before its whole way is known.
    const ways = () =>
      [...journeys.values()]
        .filter(({ kind }) => kind === 'echo-request')
        .map(({ verdict, rewrites }) => [
          verdict.kind,
          ...rewrites.filter(({ field }) => field === 'source').map(({ from, to }) => `${from} → ${to}`),
        ])
    const way = ['answered', '172.17.0.2 → 172.25.140.84', '172.25.140.84 → 172.22.1.30']
    await expect.poll(ways, { timeout: 20_000 }).toEqual([way, way, way])
  })

  it('refuses a destination that is none, and says why', async () => {
    const request = screen.client.request('ping', { from: namespaceOf('container1'), to: '-f', count: 1 })
    await expect(request).rejects.toMatchObject({ name: 'RequestError', problem: { command: null } })
  })

  it('traces beside another Hopscope, and both see every packet', async () => {
    const environment = { ...(process.env as Record<string, string>), ...lab.environment, HOPSCOPE_E2E: mark }
    const other = startProcess(['scripts/hopscope.mjs', 'serve', '--port', '0'], environment)
    const [url] = await other.waitForOutput(/http:\/\/127\.0\.0\.1:\d+\/#token=\S+/)
    const second = connectClient(url)
    try {
      const seen = new Set<number | null>()
      second.client.on('journeys', (event) => {
        for (const { kind, sequence } of event.journeys) if (kind === 'echo-request') seen.add(sequence)
      })
      const live = statusWhen(second.client, ({ state }) => state === 'live')
      await second.client.request('start', { interfaces: null, filter: null })
      await live
      const before = Math.max(...journeys.keys())
      await screen.client.request('ping', { from: namespaceOf('container2'), to: '8.8.8.8', count: 2 })
      await expect.poll(() => [...seen].sort(), { timeout: 20_000 }).toEqual([1, 2])
      // Earlier journeys still change when they settle.
      const own = () => [...journeys.values()].filter(({ id, kind }) => id > before && kind === 'echo-request')
      await expect.poll(() => own().map(({ sequence }) => sequence), { timeout: 20_000 }).toEqual([1, 2])
    } finally {
      second.close()
      other.child.kill('SIGINT')
      expect(await other.exited).toBe(0)
    }
  })

  it('stops without leaving a process of its captures', async () => {
    const idle = statusWhen(screen.client, ({ state }) => state === 'idle')
    await screen.client.request('stop', null)
    await idle
    await expect.poll(() => findCaptures(lab), { timeout: 10_000 }).toEqual([])
  })

  it('leaves no process behind when it is killed while it captures', async () => {
    const live = statusWhen(screen.client, ({ state }) => state === 'live')
    await screen.client.request('start', { interfaces: null, filter: null })
    await live
    expect(findCaptures(lab).length).toBeGreaterThan(3)
    const lost = new Promise((resolve) => screen.client.onConnection((isConnected) => !isConnected && resolve(null)))
    server.child.kill('SIGKILL')
    await server.exited
    await lost
    await expect.poll(() => [...findCaptures(lab), ...findMarkedProcesses(mark)], { timeout: 20_000 }).toEqual([])
  })

  it('is found again by a screen after it was started anew', async () => {
    screen.close()
    await start()
    expect(topology.machines.map(({ kind }) => kind)).toContain('windows')
  })
})
