import { describe, expect, it } from 'vitest'
import type { Journey } from '../../src/core/journey/journey'
import { emptyTopology, type Connection, type Topology } from '../../src/core/topology/topology'
import { viewHop } from '../../src/renderer/state/hop-view'
import type { KernelAct } from '../../src/renderer/state/kernel-act'
import { articleTopology } from '../fixtures/article-topology'
import { lostSightings, pingSightings, trackJourneys } from '../scenes/article-journeys'
import { readRecording } from '../scenes/read-recording'

/** An act in one line: its kind and what tells it from others. */
function brief(act: KernelAct): string {
  switch (act.kind) {
    case 'sent':
    case 'delivered':
      return `${act.kind} ${act.namespace.name}`
    case 'arrived':
      return `arrived ${act.at}`
    case 'veth':
      return `veth ${act.from.name} → ${act.to.name} in ${act.into?.name ?? '?'}`
    case 'link':
      return `${act.wire} ${act.from.name} → ${act.to.name}`
    case 'bridge-in':
      return `bridge ${act.bridge.name} in ${act.port.name}${act.isForBridge ? ', for itself' : ''}`
    case 'bridge-out':
      return `bridge ${act.bridge.name} out ${act.port.name} to ${act.owner?.id ?? '?'}`
    case 'route':
      return `route ${act.route?.destination ?? 'none'} via ${act.route?.gateway ?? 'link'} out ${act.out?.name ?? '?'}${act.isOtherThanChosen ? ', not the chosen one' : ''}`
    case 'ttl':
      return `ttl ${act.from} → ${act.to}`
    case 'nat':
      return `nat ${act.cause.kind} ${act.rule?.kind ?? '?'} ${act.rewrites.map(({ field, from, to }) => `${field} ${from} → ${to}`).join(', ')}`
    case 'filter':
      return `filter ${act.rule.text}`
    case 'conntrack':
      return `conntrack ${act.connection === null ? 'derived' : 'confirmed'}`
    case 'neighbour':
      return `neighbour ${act.address} ${act.entry?.state ?? 'seen'} ${act.owner?.name ?? '?'}${act.arp === null ? '' : ` by ARP ${act.arp}`}`
    case 'inferred':
      return `${act.isBefore ? 'before' : 'after'} ${act.interface.name}`
    case 'ended':
      return `ended ${act.verdict.kind}`
    case 'unknown':
      return 'unknown'
  }
}

function tell(journey: Journey, topology: Topology): string[][] {
  return journey.sightings.map((_, index) => (viewHop(journey, index, { topology })?.acts ?? []).map(brief))
}

/** Without what differs from one recording to the next. */
const named = (lines: string[][]) =>
  lines.map((acts) =>
    acts.map((act) => act.replace(/veth[0-9a-f]{7}/g, 'veth').replace(/ (?:REACHABLE|STALE|DELAY|PROBE) /, ' known ')),
  )

describe('a hop', () => {
  const internet = readRecording('internet')
  const [request, reply] = internet.journeys as [Journey, Journey]

  it('of a request tells how each kernel took it on, in order', () => {
    expect(named(tell(request, internet.topology))).toEqual([
      ['sent container1', 'route 0.0.0.0/0 via 172.17.0.1 out eth0', 'neighbour 172.17.0.1 seen docker0'],
      ['veth eth0 → veth in host'],
      ['bridge docker0 in veth, for itself'],
      [
        'route 0.0.0.0/0 via 172.25.128.1 out eth0',
        'ttl 64 → 63',
        'filter -A FORWARD -i docker0 ! -o docker0 -j ACCEPT',
        'nat masquerade masquerade source 172.17.0.2 → 172.25.140.84',
        'conntrack confirmed',
        'neighbour 172.25.128.1 known vEthernet (WSL)',
      ],
      ['vswitch eth0 → vEthernet (WSL)'],
      [
        'route 0.0.0.0/0 via 172.22.0.1 out Wi-Fi',
        'ttl 63 → 62',
        'nat masquerade winnat source 172.25.140.84 → 172.22.1.30',
        'neighbour 172.22.0.1 seen ?',
        'after gateway',
        'after router',
        'after router',
      ],
    ])
  })

  it('of a reply puts the destination back before it is routed', () => {
    const [, , , docker0, veth, container] = named(tell(reply, internet.topology))
    expect(docker0).toEqual([
      'nat reverse masquerade destination 172.25.140.84 → 172.17.0.2',
      'conntrack confirmed',
      'route 172.17.0.0/16 via link out docker0',
      'ttl 61 → 60',
      'filter -A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
      'neighbour 172.17.0.2 known eth0',
    ])
    expect(veth).toEqual(['bridge docker0 out veth to wsl:Ubuntu/container1/eth0'])
    expect(container).toEqual(['veth veth → eth0 in container1', 'delivered container1'])
  })

  it('shows what came in and what went out', () => {
    const view = viewHop(request, 3, internet)
    expect([view?.in?.packet.source, view?.out.packet.source]).toEqual(['172.17.0.2', '172.25.140.84'])
    expect(viewHop(request, 0, internet)?.in).toBeNull()
    expect(viewHop(request, 6, internet)).toBeNull()
  })

  it('through a bridge has neither route nor TTL', () => {
    const { journeys, topology } = readRecording('bridge')
    const echo = journeys.find(({ kind }) => kind === 'echo-request')!
    expect(named(tell(echo, topology)).slice(1)).toEqual([
      ['veth eth0 → veth in host'],
      ['bridge docker0 in veth'],
      ['bridge docker0 out veth to wsl:Ubuntu/container2/eth0'],
      ['veth veth → eth0 in container2', 'delivered container2'],
    ])
  })

  it('names the ARP answer that gave the MAC, and none that came later', () => {
    const { journeys, topology } = readRecording('bridge')
    const echo = journeys.find(({ kind }) => kind === 'echo-request')!
    const answer = journeys.find(({ kind, sightings }) => kind === 'arp' && sightings[0]?.packet.arpOperation === 2)!
    const neighbour = (known: readonly Journey[]) =>
      viewHop(echo, 0, { topology, journeys: known })!
        .acts.map(brief)
        .find((act) => act.startsWith('neighbour'))
    expect(neighbour(journeys)).toBe(`neighbour 172.17.0.3 seen eth0 by ARP ${answer.id}`)
    const late = { ...answer, sightings: answer.sightings.map((seen) => ({ ...seen, seconds: seen.seconds + 60 })) }
    expect(neighbour([late, echo])).toBe('neighbour 172.17.0.3 seen eth0')
  })

  it('names the packet that an error is sent for, and how a packet ended', () => {
    const { journeys, topology } = readRecording('traceroute')
    const error = journeys.find(({ kind }) => kind === 'time-exceeded')!
    const sent = viewHop(error, 0, { topology })!.acts[0]!
    expect([sent.kind, sent.kind === 'sent' && sent.quotes]).toEqual(['sent', error.quotes])
    const expired = journeys.find(({ id }) => id === error.quotes)!
    expect(tell(expired, topology).at(-1)?.at(-1)).toBe('ended expired')
    const lost = trackJourneys(lostSightings(0, 1, 5)).find(({ verdict }) => verdict.kind === 'lost')!
    expect(tell(lost, articleTopology).at(-1)).toContain('ended lost')
  })
})

describe('what the map knows of a hop', () => {
  const [request] = trackJourneys(pingSightings(0, 1)) as [Journey]
  const icmpId = request.sightings[0]!.packet.icmpId
  const connection: Connection = {
    namespace: 'wsl:Ubuntu/host',
    protocol: 'icmp',
    original: { source: '172.17.0.2', destination: '8.8.8.8', sourcePort: null, destinationPort: null, icmpId },
    reply: { source: '8.8.8.8', destination: '172.25.140.84', sourcePort: null, destinationPort: null, icmpId },
    text: `icmp 1 28 src=172.17.0.2 dst=8.8.8.8 type=8 code=0 id=${icmpId}`,
  }
  const acts = (topology: Topology) => viewHop(request, 3, { topology })!.acts.map(brief)

  it('confirms a translation by its conntrack entry, and by no other', () => {
    expect(acts({ ...articleTopology, connections: [connection] })).toContain('conntrack confirmed')
    const others: Connection[] = [
      { ...connection, namespace: 'wsl:Ubuntu/container1' },
      {
        ...connection,
        original: { ...connection.original, icmpId: icmpId + 1 },
        reply: { ...connection.reply, icmpId: icmpId + 1 },
      },
      { ...connection, protocol: 'udp' },
    ]
    expect(acts({ ...articleTopology, connections: others })).toContain('conntrack derived')
  })

  it('confirms the reply by the same entry', () => {
    const reply = trackJourneys(pingSightings(0, 1)).find(({ kind }) => kind === 'echo-reply')!
    const topology = { ...articleTopology, connections: [connection] }
    const undone = reply.sightings.flatMap((_, index) => viewHop(reply, index, { topology })!.acts)
    expect(undone.filter(({ kind }) => kind === 'conntrack').map(brief)).toEqual(['conntrack confirmed'])
  })

  it('names the row of the neighbour table that gave the MAC', () => {
    const view = viewHop(request, 3, { topology: articleTopology })!
    const neighbour = view.acts.find((act) => act.kind === 'neighbour')!
    const row = { interface: 'wsl:Ubuntu/host/eth0', address: '172.25.128.1', mac: neighbour.mac, state: 'REACHABLE' }
    expect(acts({ ...articleTopology, neighbours: [row] }).join()).toContain('neighbour 172.25.128.1 REACHABLE')
    // A row that says another MAC did not give this one.
    const other = { ...row, mac: '02:00:00:00:00:01' }
    expect(acts({ ...articleTopology, neighbours: [other] }).join()).toContain('neighbour 172.25.128.1 seen')
  })

  it('says when the packet did not go the way that the map would have chosen', () => {
    const eth0 = 'wsl:Ubuntu/host/eth0'
    const routes = articleTopology.routes.map((route) =>
      route.interface === eth0 && route.gateway !== null ? { ...route, interface: 'wsl:Ubuntu/host/docker0' } : route,
    )
    expect(acts({ ...articleTopology, routes })[0]).toBe('route none via link out eth0, not the chosen one')
  })

  it('names the rule of FORWARD that let it through', () => {
    const blank = { source: null, destination: null, inInterface: null, outInterface: null, protocol: null }
    const rule = { ...blank, namespace: 'wsl:Ubuntu/host', table: 'filter', counters: null } as const
    const chain = { ...rule, chain: 'FORWARD', action: 'accept', target: 'ACCEPT', isPolicy: false } as const
    const filterRules = [
      { ...chain, text: '-A FORWARD -i eth0 -j ACCEPT', inInterface: { value: 'eth0', isNegated: false } },
      { ...chain, text: '-A FORWARD -i docker0 -j ACCEPT', inInterface: { value: 'docker0', isNegated: false } },
      { ...chain, text: ':FORWARD DROP', action: 'drop', target: 'DROP', isPolicy: true } as const,
    ]
    expect(acts({ ...articleTopology, filterRules })).toContain('filter -A FORWARD -i docker0 -j ACCEPT')
  })

  it('is nothing without a map: the packets alone tell what changed', () => {
    const [alone] = trackJourneys(pingSightings(0, 1), emptyTopology) as [Journey]
    const gate = alone.sightings.findIndex(({ packet }) => packet.source !== '172.17.0.2')
    expect(tell(alone, emptyTopology)[gate]).toEqual([
      'ttl 64 → 63',
      'nat masquerade ? source 172.17.0.2 → 172.25.140.84',
      'conntrack derived',
    ])
    expect(tell(alone, emptyTopology)[1]).toEqual(['unknown'])
  })

  it('sees the bridge and the wires between two captures that are far apart', () => {
    const [whole] = trackJourneys(pingSightings(0, 1)) as [Journey]
    const [sparse] = trackJourneys(whole.sightings.filter((_, index) => index === 0 || index === 3)) as [Journey]
    expect(tell(sparse, articleTopology)[1]!.slice(0, 4)).toEqual([
      'veth eth0 → veth293cce7 in host',
      'bridge docker0 in veth293cce7, for itself',
      'route 0.0.0.0/0 via 172.25.128.1 out eth0',
      'ttl 64 → 63',
    ])
  })
})
