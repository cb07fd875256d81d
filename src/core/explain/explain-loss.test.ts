import { describe, expect, it } from 'vitest'
import {
  arpRequest,
  echoAlong,
  hopsFromInternet,
  hopsToInternet,
  icmpEcho,
  icmpError,
  ipv4Bytes,
  ipv4Frame,
  pingPayload,
  sightAt,
} from '../../../test/fixtures/article-frames'
import { articleTopology } from '../../../test/fixtures/article-topology'
import type { Sighting } from '../correlate/sighting'
import { createJourneyTracker } from '../journey/create-journey-tracker'
import type { Journey } from '../journey/journey'
import type { FilterRule, KernelSetting, Topology } from '../topology/topology'
import { formatCommand } from './confirming-commands'
import { explainLoss } from './explain-loss'
import type { Explanation } from './explanation'

const host = 'wsl:Ubuntu/host'
const everywhere = ['container1/eth0', 'host/veth293cce7', 'host/docker0', 'host/eth0'].map((id) => `wsl:Ubuntu/${id}`)
const captured = new Set([...everywhere, 'windows/host/vEthernet (WSL)', 'windows/host/Wi-Fi'])

function explain(
  sightings: readonly Sighting[],
  map: Partial<Topology> = {},
  { pick = 0, at = captured, earlier = null as Topology | null } = {},
): readonly Explanation[] {
  const topology = { ...articleTopology, ...map }
  const journeys: Journey[] = []
  const tracker = createJourneyTracker({ topology, onSettled: (journey) => journeys.push(journey) })
  // Everything is watched from the start, as live captures are.
  for (const sighting of [...sightings].sort((a, b) => a.nanoseconds - b.nanoseconds)) tracker.add(sighting)
  tracker.end()
  return explainLoss(journeys[pick]!, { topology, captured: at, related: journeys, earlier })
}

const echo = { type: 8, id: 29910, sequence: 1, ipId: 8246, payload: pingPayload(1) } as const
const until = (count: number, destination = '8.8.8.8'): Sighting[] =>
  echoAlong(hopsToInternet(0, destination).slice(0, count), echo)
const atDocker0 = until(3)

function rule(text: string, more: Partial<FilterRule> = {}): FilterRule {
  const [, chain, target] = /^-A (\S+) .*-j (\S+)/.exec(text) ?? /^:(\S+) (\S+)/.exec(text)!
  const actions: Record<string, FilterRule['action']> = {
    DROP: 'drop',
    ACCEPT: 'accept',
    RETURN: 'return',
    REJECT: 'reject',
  }
  const match = (option: string) => {
    const [, not, value] = new RegExp(`(! )?${option} (\\S+)`).exec(text) ?? []
    return value === undefined ? null : { value, isNegated: not !== undefined }
  }
  return {
    namespace: host,
    table: 'filter',
    chain: chain!,
    action: actions[target!] ?? 'jump',
    target: target!,
    isPolicy: text.startsWith(':'),
    text,
    counters: { packets: 3, bytes: 252 },
    source: match('-s'),
    destination: match('-d'),
    inInterface: match('-i'),
    outInterface: match('-o'),
    protocol: match('-p')?.value ?? null,
    ...more,
  }
}

const dockerUser = '-A DOCKER-USER -s 172.17.0.0/16 -d 8.8.8.8/32 -p icmp -j DROP'
const open = [rule(':FORWARD ACCEPT')]
const summary = (found: readonly Explanation[]) => found.map(({ kind, likelihood }) => `${kind} ${likelihood}`)
const codes = ({ evidence }: Explanation) => evidence.map(({ code }) => code)

describe('a request that ends at docker0', () => {
  const filterRules = [rule(':FORWARD ACCEPT'), rule('-A FORWARD -j DOCKER-USER'), rule(dockerUser)]

  it('was dropped by the rule to which the chains lead', () => {
    const [first] = explain(atDocker0, { filterRules })
    expect(first).toMatchObject({ kind: 'filter-drop', likelihood: 'certain', namespace: host })
    expect(first!.evidence.slice(0, 3)).toEqual([
      { code: 'rule', values: { table: 'filter', rule: dockerUser } },
      { code: 'way', values: { rules: '-A FORWARD -j DOCKER-USER' } },
      { code: 'counter', values: { packets: '3' } },
    ])
    expect(first!.evidence).toContainEqual({ code: 'notSeenAt', values: { interface: 'eth0', place: 'Ubuntu' } })
    expect(formatCommand(first!.commands[0]!)).toBe('sudo iptables -t filter -L DOCKER-USER -v -n --line-numbers')
    expect(first!.commands[0]!.machine).toBe('wsl:Ubuntu')
  })

  it('is less sure of a rule that has counted nothing, and surer of one that counted meanwhile', () => {
    const idle = filterRules.map((each) => ({ ...each, counters: { packets: 0, bytes: 0 } }))
    expect(summary(explain(atDocker0, { filterRules: idle }))[0]).toBe('filter-drop likely')
    const earlier = { ...articleTopology, filterRules: idle }
    const [grown] = explain(atDocker0, { filterRules }, { earlier })
    expect(grown!.evidence).toContainEqual({ code: 'counterGrew', values: { before: '0', after: '3' } })
  })

  it('may have been dropped by a rule whose conditions are not modelled', () => {
    const marked = rule(dockerUser, { unmodelled: ['--mark 0x1'] })
    const [first] = explain(atDocker0, { filterRules: [...filterRules.slice(0, 2), marked] })
    expect([first!.likelihood, codes(first!)[0]]).toEqual(['possible', 'ruleMaybe'])
  })

  it('passes a rule above that returns it, or that is for established connections', () => {
    const returns = rule('-A DOCKER-USER -i docker0 -j RETURN')
    const spared = [...filterRules.slice(0, 2), returns, filterRules[2]!]
    expect(explain(atDocker0, { filterRules: spared })[0]!.kind).not.toBe('filter-drop')
    const established = rule('-A FORWARD -j ACCEPT', { unmodelled: ['--ctstate RELATED,ESTABLISHED'] })
    const [first] = explain(atDocker0, { filterRules: [established, ...filterRules] })
    expect(first).toMatchObject({ kind: 'filter-drop', likelihood: 'certain' })
  })

  it('was dropped by the policy of FORWARD when no rule decides', () => {
    const [first] = explain(atDocker0, {
      filterRules: [rule(':FORWARD DROP'), rule('-A FORWARD -o docker0 -j ACCEPT')],
    })
    expect(codes(first!)[0]).toBe('policy')
    expect(first!.likelihood).toBe('certain')
  })

  it('says that rules were not read, instead of that none drops it', () => {
    const rules = explain(atDocker0).find(({ kind }) => kind === 'filter-drop')
    expect([rules?.likelihood, codes(rules!)[0]]).toEqual(['possible', 'rulesUnknown'])
  })

  it('had no route, or one that swallows', () => {
    const routes = articleTopology.routes.filter((each) => each.namespace !== host || each.gateway === null)
    const [none] = explain(atDocker0, { filterRules: open, routes })
    expect(none).toMatchObject({ kind: 'no-route', likelihood: 'certain' })
    expect(formatCommand(none!.commands[0]!)).toBe('sudo ip route get 8.8.8.8 from 172.17.0.2 iif docker0')
    const refusedRoutes = [{ namespace: host, kind: 'blackhole', destination: '8.8.8.0/24', metric: 0 }] as const
    const [hole] = explain(atDocker0, { filterRules: open, refusedRoutes })
    expect(hole!.evidence[0]).toEqual({
      code: 'refusedRoute',
      values: { place: 'Ubuntu', route: 'blackhole 8.8.8.0/24' },
    })
  })

  const setting = (more: Partial<KernelSetting>): KernelSetting[] => [
    { namespace: host, interface: null, isForwarding: true, reversePathFilter: null },
    { namespace: host, interface: `${host}/docker0`, isForwarding: null, reversePathFilter: 0, ...more },
  ]

  it('came in where the way back does not lead', () => {
    const routes = [
      { namespace: host, destination: '172.17.0.2/32', gateway: null, interface: `${host}/eth0`, metric: 0 },
      ...articleTopology.routes,
    ]
    const [first] = explain(atDocker0, { filterRules: open, routes, settings: setting({ reversePathFilter: 1 }) })
    expect(first).toMatchObject({ kind: 'reverse-path', likelihood: 'likely' })
    expect(codes(first!).slice(0, 2)).toEqual(['reversePathStrict', 'reverseRoute'])
    const loose = explain(atDocker0, { filterRules: open, routes, settings: setting({ reversePathFilter: 2 }) })
    expect(summary(loose)).toContain('reverse-path ruled-out')
  })

  it('is not forwarded where forwarding is off', () => {
    const [first] = explain(atDocker0, { filterRules: open, settings: setting({ isForwarding: false }) })
    expect(first).toMatchObject({ kind: 'forwarding-off', likelihood: 'certain' })
  })

  it('found nobody at its next address', () => {
    const neighbours = [{ interface: `${host}/eth0`, address: '172.25.128.1', mac: null, state: 'FAILED' }]
    const [first] = explain(atDocker0, { filterRules: open, neighbours })
    expect(first).toMatchObject({ kind: 'arp-unanswered', likelihood: 'likely', interface: `${host}/eth0` })
    expect(formatCommand(first!.commands[0]!)).toBe('ip neigh show 172.25.128.1 dev eth0')
  })

  it('met an interface that is down', () => {
    const interfaces = articleTopology.interfaces.map((nic) =>
      nic.id === `${host}/eth0` ? { ...nic, isUp: false } : nic,
    )
    expect(summary(explain(atDocker0, { filterRules: open, interfaces }))).toContain('no-route certain')
  })

  it('was too large for the next link', () => {
    const interfaces = articleTopology.interfaces.map((nic) => (nic.id === `${host}/eth0` ? { ...nic, mtu: 60 } : nic))
    const big = atDocker0.map((sighting) => ({ ...sighting, packet: { ...sighting.packet, dontFragment: true } }))
    const [first] = explain(big, { filterRules: open, interfaces })
    expect(first!.evidence[0]).toEqual({
      code: 'mtuExceeded',
      values: { size: '84', mtu: '60', interface: 'eth0', place: 'Ubuntu' },
    })
    expect(summary(explain(atDocker0, { filterRules: open, interfaces }))).toContain('mtu ruled-out')
  })

  it('lists what was checked and is not the reason', () => {
    const found = summary(explain(atDocker0, { filterRules: open, settings: setting({ reversePathFilter: 1 }) }))
    const firstRuledOut = found.findIndex((each) => each.endsWith('ruled-out'))
    expect(found.slice(0, firstRuledOut)).toEqual(['unread possible', 'late possible'])
    expect(found.slice(firstRuledOut).every((each) => each.endsWith('ruled-out'))).toBe(true)
    expect(found).toEqual(
      expect.arrayContaining(['reverse-path ruled-out', 'forwarding-off ruled-out', 'ttl ruled-out']),
    )
  })
})

describe('a request that ends elsewhere', () => {
  it('left what is captured', () => {
    const [first] = explain(until(6))
    expect(first).toMatchObject({ kind: 'not-captured', likelihood: 'certain', interface: 'windows/host/Wi-Fi' })
  })

  it('may have ended where no capture ran', () => {
    const at = new Set(['wsl:Ubuntu/container1/eth0', `${host}/eth0`])
    const found = explain(until(1), { filterRules: open }, { at })
    expect(found.find(({ kind }) => kind === 'not-captured')).toMatchObject({ interface: `${host}/veth293cce7` })
    const dropped = explain(until(1), { filterRules: [rule('-A FORWARD -i docker0 -j DROP')] }, { at })
    expect(dropped[0]).toMatchObject({ kind: 'filter-drop', likelihood: 'certain' })
    // What surely ends inside cannot surely have gone out as well.
    expect(dropped.find(({ kind }) => kind === 'not-captured')?.likelihood).not.toBe('certain')
  })

  it('is surely dropped before what is captured ends', () => {
    const at = new Set(everywhere.slice(0, 3))
    const found = summary(explain(atDocker0, { filterRules: [rule('-A FORWARD -i docker0 -j DROP')] }, { at }))
    expect(found[0]).toBe('filter-drop certain')
    expect(found).toContain('not-captured possible')
  })

  it('arrived at Windows, whose firewall is assumed', () => {
    const hops = hopsToInternet(0, '172.25.128.1').slice(0, 5)
    const [first] = explain(echoAlong(hops, echo))
    expect([first!.kind, first!.likelihood, codes(first!)[1]]).toEqual(['windows-firewall', 'likely', 'assumed'])
  })

  it('expired, and the error says where', () => {
    const original = ipv4Bytes({
      source: '172.17.0.2',
      destination: '8.8.8.8',
      ttl: 1,
      ipId: 8246,
      protocol: 1,
      body: icmpEcho(8, 29910, 1, echo.payload),
    })
    const error = ipv4Frame('02:42:0a:11:22:33', '02:42:ac:11:00:02', {
      source: '172.17.0.1',
      destination: '172.17.0.2',
      ttl: 64,
      ipId: 9,
      protocol: 1,
      body: icmpError(11, 0, original),
    })
    const hops = hopsToInternet(0)
      .slice(0, 3)
      .map(([at, time, source, destination]) => [at, time, source, destination, 1] as const)
    const sightings = [...echoAlong(hops, echo), sightAt('docker0', 60, error), sightAt('container1', 80, error)]
    const [first, ...others] = explain(sightings)
    expect(others).toEqual([])
    expect(first).toMatchObject({ kind: 'ttl', likelihood: 'certain', interface: `${host}/docker0` })
    expect(codes(first!)).toEqual(['icmpError', 'errorOwner', 'errorQuotes', 'ttlSent'])
    expect(formatCommand(first!.commands[0]!)).toBe('sudo nsenter -t 4101 -n traceroute -n -I 8.8.8.8')
  })

  it('expired without a word', () => {
    const hops = hopsToInternet(0)
      .slice(0, 3)
      .map(([at, time, source, destination]) => [at, time, source, destination, 1] as const)
    const [first] = explain(echoAlong(hops, echo), { filterRules: open })
    expect([first!.kind, ...codes(first!).slice(0, 2)]).toEqual(['ttl', 'ttlAt', 'noError'])
  })

  it('got through, and its reply did not', () => {
    const found = explain(
      [...until(6), ...echoAlong(hopsFromInternet(16_000).slice(0, 2), { ...echo, type: 0, ipId: 77 })],
      { filterRules: open },
      { pick: 1 },
    )
    expect(found[0]).toMatchObject({ kind: 'lost-on-link', likelihood: 'likely' })
    expect(codes(found[0]!)).toContain('isReply')
  })

  it('was never sent, because ARP got no answer', () => {
    const ask = arpRequest('02:42:ac:11:00:02', '172.17.0.2', '172.17.0.99')
    const [first] = explain([sightAt('container1', 0, ask), sightAt('veth1', 4, ask), sightAt('docker0', 5, ask)])
    expect(first).toMatchObject({ kind: 'arp-unanswered', likelihood: 'certain' })
    expect(first!.evidence[1]).toEqual({ code: 'noOwner', values: { interface: 'docker0', address: '172.17.0.99' } })
    expect(formatCommand(first!.commands[0]!)).toBe('sudo nsenter -t 4101 -n ip neigh show 172.17.0.99 dev eth0')
  })

  it('is not explained when it arrived', () => {
    expect(explain([...until(6), ...echoAlong(hopsFromInternet(16_000), { ...echo, type: 0, ipId: 77 })])).toEqual([])
  })
})

describe('Docker’s rule against direct routing', () => {
  it('drops what comes for a container from another interface', () => {
    const raw = rule('-A PREROUTING -d 172.17.0.2/32 ! -i docker0 -j DROP', { table: 'raw' })
    const hops = [
      ['vEthernet', 0, '172.25.128.1', '172.17.0.2', 64],
      ['eth0', 10, '172.25.128.1', '172.17.0.2', 64],
    ] as const
    const [first] = explain(echoAlong(hops, echo), { filterRules: [raw, ...open] }, { at: new Set([...captured]) })
    expect(first).toMatchObject({ kind: 'raw-drop', likelihood: 'certain', interface: `${host}/eth0` })
    expect(formatCommand(first!.commands[0]!)).toBe('sudo iptables -t raw -L PREROUTING -v -n --line-numbers')
  })
})
