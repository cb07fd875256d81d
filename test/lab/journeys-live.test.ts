import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Journey } from '../../src/core/journey/journey'
import { addresses } from './addresses'
import { describeLab } from './describe-lab'
import type { Lab } from './lab'
import { openLiveSession, pathOf, rewritesOf, type LiveSession } from './live-session'
import * as scenarios from './scenarios'
import { createTestLab } from './test-lab'

describeLab('journeys of real packets', () => {
  let lab: Lab
  let session: LiveSession
  let veth = ''

  beforeAll(async () => {
    lab = await createTestLab('journeys')
    await lab.up()
  })
  afterAll(() => lab.down())

  beforeEach(async () => {
    session = openLiveSession(lab)
    await session.start()
    veth = await vethOf('container1')
  })
  afterEach(() => session.tracer.close())

  const vethOf = async (container: string): Promise<string> => {
    const { stdout } = await lab.runInContainer(container, ['cat', '/sys/class/net/eth0/iflink'])
    return (await lab.run('wsl', ['ip', '-o', 'link'])).match(new RegExp(`^${stdout.trim()}: (veth[^@:]+)`, 'm'))![1]!
  }
  const stop = (): Promise<unknown> => session.tracer.handle('stop', null)
  const outward = (): string[] => [
    'container1 eth0',
    ...[`wsl:Ubuntu ${veth}`, 'wsl:Ubuntu docker0', 'wsl:Ubuntu eth0'],
    ...['windows vEthernet (WSL)', 'windows Wi-Fi'],
  ]
  const replyTo = (request: Journey): Journey =>
    session.journeys.find(({ kind, exchange }) => kind === 'echo-reply' && exchange === request.exchange)!

  it('go from the container to the Wi-Fi card with exactly two source rewrites, and back', async () => {
    expect(await session.ping('container1', addresses.internet, 5)).toBe(0)
    await stop()
    const requests = session.requests(addresses.internet)
    expect(requests.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5])
    for (const request of requests) {
      expect(pathOf(request)).toEqual(outward())
      expect(rewritesOf(request, 'source')).toEqual([
        `${addresses.container1} → ${addresses.wsl} (masquerade)`,
        `${addresses.wsl} → ${addresses.wifi} (masquerade)`,
      ])
      expect(request.rewrites.find(({ field }) => field === 'source')?.cause).toEqual({
        kind: 'masquerade',
        rule: '-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
      })
      expect(rewritesOf(request, 'destination')).toEqual([])
      expect(rewritesOf(request, 'ttl')).toEqual(['64 → 63 (routed)', '63 → 62 (routed)'])
      expect(request.verdict).toEqual({ kind: 'answered' })
      expect(request.match.confidence).toBe('certain')
      const reply = replyTo(request)
      expect(pathOf(reply)).toEqual(outward().reverse())
      expect(rewritesOf(reply, 'destination')).toEqual([
        `${addresses.wifi} → ${addresses.wsl} (reverse)`,
        `${addresses.wsl} → ${addresses.container1} (reverse)`,
      ])
      expect(reply.verdict).toEqual({ kind: 'delivered' })
    }
    expect(session.status().captures.map(({ state, droppedByKernel }) => `${state} ${droppedByKernel}`)).toEqual(
      session.status().captures.map(() => 'stopped 0'),
    )
    expect(session.problems).toEqual([])
  })

  it('stay on the bridge between two containers', async () => {
    await session.ping('container1', addresses.container2)
    await stop()
    const [request] = session.requests(addresses.container2)
    expect(pathOf(request!)[0]).toBe('container1 eth0')
    expect(pathOf(request!).at(-1)).toBe('container2 eth0')
    expect(pathOf(request!)).toContain(`wsl:Ubuntu ${await vethOf('container2')}`)
    expect(request!.rewrites).toEqual([])
    expect(request!.verdict).toEqual({ kind: 'answered' })
  })

  it('tell two containers apart that ping with the same ICMP id', async () => {
    const both = await scenarios.pingBoth(lab, { count: 3, id: 4242 })
    await both.finished
    await stop()
    const requests = session.requests(addresses.internet)
    const from = (name: string): Journey[] => requests.filter(({ sightings }) => sightings[0]?.point.namespace === name)
    expect(from('container1')).toHaveLength(3)
    expect(from('container2')).toHaveLength(3)
    for (const request of requests) {
      expect(request.sightings.map(({ point }) => point.interfaceName).slice(-3)).toEqual([
        'eth0',
        'vEthernet (WSL)',
        'Wi-Fi',
      ])
      expect(request.verdict).toEqual({ kind: 'answered' })
    }
    const collided = requests.filter((request) => rewritesOf(request, 'icmpId').length > 0)
    expect(new Set(collided.map(({ sightings }) => sightings[0]?.point.namespace)).size).toBe(1)
    expect(collided.every((request) => rewritesOf(request, 'icmpId')[0]?.endsWith('(collision)'))).toBe(true)
  })

  it('keep the fragments of one datagram together', async () => {
    await (
      await scenarios.pingFragments(lab, { count: 2 })
    ).finished
    await stop()
    const requests = session.requests(addresses.internet)
    expect(requests).toHaveLength(2)
    for (const request of requests) {
      expect(pathOf(request)).toEqual(outward())
      expect(request.verdict).toEqual({ kind: 'answered' })
      expect(request.pieces.length).toBeGreaterThan(0)
    }
  })

  it.each([
    [1, addresses.docker0],
    [2, addresses.vEthernet],
    [3, addresses.gateway],
    [4, addresses.provider],
  ] as const)('expire at router %s, %s', async (ttl, router) => {
    await (
      await scenarios.pingExpiring(lab, ttl, { count: 2 })
    ).finished
    await stop()
    const requests = session.requests(addresses.internet)
    expect(requests.map(({ verdict }) => verdict)).toEqual(requests.map(() => ({ kind: 'expired', at: router })))
    expect(requests).toHaveLength(2)
    const error = session.journeys.find(({ kind }) => kind === 'time-exceeded')!
    expect(error.quotes).toBe(requests[0]!.id)
    expect(pathOf(error).at(-1)).toBe('container1 eth0')
  })

  it('are lost where a rule drops them', async () => {
    const undo = await scenarios.dropForwarded(lab)
    try {
      await session.ping('container1', addresses.internet)
    } finally {
      await undo()
    }
    await stop()
    expect(session.requests(addresses.internet).map(({ verdict }) => verdict)).toEqual([
      { kind: 'lost', after: 'docker0' },
    ])
  })

  it.each([
    [addresses.unreachable, addresses.gateway],
    [addresses.prohibited, addresses.gateway],
  ])('to %s are rejected by %s', async (to, by) => {
    await session.ping('container1', to)
    await stop()
    expect(session.requests(to).map(({ verdict }) => verdict)).toEqual([{ kind: 'rejected', by }])
  })

  it('are rejected by a rule with REJECT', async () => {
    const undo = await scenarios.rejectForwarded(lab)
    try {
      await session.ping('container1', addresses.internet)
    } finally {
      await undo()
    }
    await stop()
    expect(session.requests(addresses.internet)[0]?.verdict).toEqual({ kind: 'rejected', by: addresses.docker0 })
  })

  it('draw the routers of a traceroute on the map', async () => {
    const { id } = await session.tracer.handle('traceroute', { from: 'wsl:Ubuntu/container1', to: addresses.internet })
    await session.until('the end of traceroute', () =>
      session.topology().namespaces.some(({ id: namespace }) => namespace === `lan/${addresses.internet}`),
    )
    expect(id).toBeGreaterThan(0)
    const lan = session.topology().wires.filter(({ kind }) => kind === 'lan')
    expect(lan.every(({ isInferred }) => isInferred)).toBe(true)
    expect(lan.map(({ ends }) => ends)).toContainEqual([
      `lan/${addresses.gateway}/gateway`,
      `lan/${addresses.provider}/router`,
    ])
    await stop()
    const expired = session.requests(addresses.internet).filter(({ verdict }) => verdict.kind === 'expired')
    expect(new Set(expired.map(({ verdict }) => ('at' in verdict ? verdict.at : '')))).toEqual(
      new Set([addresses.docker0, addresses.vEthernet, addresses.gateway, addresses.provider]),
    )
  })

  it('of a UDP traceroute expire and are rejected too', async () => {
    await session.tracer.handle('traceroute', { from: 'wsl:Ubuntu/container1', to: addresses.internet, probes: 'udp' })
    await session.until('the end of traceroute', () =>
      session.topology().namespaces.some(({ id: namespace }) => namespace === `lan/${addresses.internet}`),
    )
    await stop()
    const kinds = new Set(session.journeys.filter(({ kind }) => kind === 'udp').map(({ verdict }) => verdict.kind))
    expect(kinds).toContain('expired')
    expect(kinds).toContain('rejected')
  })
})
