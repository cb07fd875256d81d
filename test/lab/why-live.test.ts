import { afterAll, beforeAll, expect, it } from 'vitest'
import { explainLoss } from '../../src/core/explain/explain-loss'
import type { Explanation } from '../../src/core/explain/explanation'
import type { Journey } from '../../src/core/journey/journey'
import type { Topology } from '../../src/core/topology/topology'
import { addresses } from './addresses'
import { describeLab } from './describe-lab'
import type { Lab } from './lab'
import { openLiveSession } from './live-session'
import { runCommand } from './run-command'
import * as scenarios from './scenarios'
import { createTestLab } from './test-lab'

interface Case {
  readonly break?: (lab: Lab) => Promise<scenarios.Undo>
  readonly send: (lab: Lab) => Promise<scenarios.Running>
  /** The packet to explain, among all that were seen. */
  readonly pick: (journey: Journey) => boolean
  /** The container knows its gateway's MAC before the lab is broken. */
  readonly isWarm?: boolean
  readonly kind: Explanation['kind']
  readonly likelihood: Explanation['likelihood']
  /** Evidence that must be there, in words of its code and values. */
  readonly evidence: readonly (string | RegExp)[]
  /** What the first command prints while the fault is there. */
  readonly confirms: RegExp | null
}

const requestTo = (to: string) => (journey: Journey) =>
  journey.kind === 'echo-request' && journey.sightings[0]?.packet.destination === to
const arpFor = (to: string) => (journey: Journey) =>
  journey.kind === 'arp' && journey.verdict.kind === 'lost' && journey.sightings[0]?.packet.destination === to
const toInternet = requestTo(addresses.internet)
const ping =
  (to: string = addresses.internet) =>
  (lab: Lab) =>
    scenarios.ping(lab, { to, count: 1 })

const dropRule = '-A DOCKER-USER -s 172.17.0.0/16 -d 8.8.8.8/32 -p icmp -j DROP'

const cases: Readonly<Record<string, Case>> = {
  'a rule in DOCKER-USER': {
    break: scenarios.dropForwarded,
    send: ping(),
    pick: toInternet,
    kind: 'filter-drop',
    likelihood: 'certain',
    evidence: [`rule ${dropRule}`, 'way -A FORWARD -j DOCKER-USER', /^counter(Grew)? /, 'notSeenAt eth0'],
    confirms: /^1\s+[1-9]\d*\s+\d+ DROP\s+(1|icmp) .*172\.17\.0\.0\/16\s+8\.8\.8\.8/m,
  },
  'the policy of FORWARD': {
    break: scenarios.dropByPolicy,
    send: ping(),
    pick: toInternet,
    kind: 'filter-drop',
    likelihood: 'certain',
    evidence: [/^policy :FORWARD DROP/],
    confirms: /Chain FORWARD \(policy DROP [1-9]/,
  },
  'a rule with REJECT': {
    break: scenarios.rejectForwarded,
    send: ping(),
    pick: toInternet,
    kind: 'filter-reject',
    likelihood: 'certain',
    evidence: [/^rule -A DOCKER-USER .*-j REJECT/, /^icmpError .*communication administratively prohibited/],
    confirms: /^1\s+[1-9]\d*\s+\d+ REJECT/m,
  },
  'a strict reverse path filter': {
    break: scenarios.filterReversePath,
    isWarm: true,
    send: ping(),
    pick: toInternet,
    kind: 'reverse-path',
    likelihood: 'likely',
    evidence: ['reversePathStrict docker0', /^reverseRoute .*eth0/],
    confirms: /net\.ipv4\.conf\.docker0\.rp_filter = 1/,
  },
  'no route': {
    break: scenarios.removeDefaultRoute,
    send: ping(),
    pick: toInternet,
    kind: 'no-route',
    likelihood: 'certain',
    evidence: [/^noRoute .*8\.8\.8\.8/, /^icmpError .*network unreachable/],
    confirms: /Network is unreachable/,
  },
  'a blackhole': {
    break: scenarios.addBlackhole,
    send: ping(),
    pick: toInternet,
    kind: 'no-route',
    likelihood: 'certain',
    evidence: [/^refusedRoute .*blackhole 8\.8\.8\.8/],
    confirms: /Invalid argument|blackhole/,
  },
  'forwarding that is off': {
    break: scenarios.stopForwarding,
    send: ping(),
    pick: toInternet,
    kind: 'forwarding-off',
    likelihood: 'certain',
    evidence: ['forwardingOff net.ipv4.conf.docker0.forwarding'],
    confirms: /net\.ipv4\.conf\.docker0\.forwarding = 0/,
  },
  'an address that nobody has': {
    send: ping('172.17.0.99'),
    pick: arpFor('172.17.0.99'),
    kind: 'arp-unanswered',
    likelihood: 'certain',
    evidence: [/^arpUnanswered .*172\.17\.0\.99/, /^noOwner .*172\.17\.0\.99/],
    confirms: /172\.17\.0\.99.*(FAILED|INCOMPLETE)/,
  },
  'a container that was stopped': {
    break: (lab) => scenarios.killContainer(lab, 'container2'),
    send: ping(addresses.container2),
    pick: arpFor(addresses.container2),
    kind: 'arp-unanswered',
    likelihood: 'certain',
    evidence: [/^noOwner .*172\.17\.0\.3/, /^containerStopped container2 exited/],
    confirms: /172\.17\.0\.3.*(FAILED|INCOMPLETE)/,
  },
  'a host of the LAN that is not there': {
    send: (lab) => scenarios.ping(lab, { to: addresses.absentHost, count: 1, extra: ['-w', '5'] }),
    pick: requestTo(addresses.absentHost),
    kind: 'arp-unanswered',
    likelihood: 'certain',
    evidence: [/^arpUnanswered .*172\.22\.1\.99/, /^icmpError .*host unreachable/],
    confirms: null,
  },
  'an MTU': {
    break: (lab) => scenarios.lowerMtu(lab),
    send: (lab) => scenarios.pingUnfragmented(lab, { count: 1 }),
    pick: toInternet,
    kind: 'mtu',
    likelihood: 'certain',
    evidence: [/^mtuExceeded .*1500/, 'nextHopMtu 1400', /^icmpError .*fragmentation needed/],
    confirms: /mtu 1400/,
  },
  'Docker’s rule against direct routing': {
    break: scenarios.dropDirectRouting,
    send: (lab) => scenarios.pingFromWindows(lab, addresses.container1),
    pick: requestTo(addresses.container1),
    kind: 'raw-drop',
    likelihood: 'certain',
    evidence: [/^rule -A PREROUTING -d 172\.17\.0\.2\/32 ! -i docker0 -j DROP/, 'dockerDirect'],
    confirms: /^1\s+[1-9]\d*\s+\d+ DROP .*!docker0/m,
  },
  'the Windows firewall, played by iptables': {
    break: scenarios.playWindowsFirewall,
    send: ping(addresses.vEthernet),
    pick: requestTo(addresses.vEthernet),
    kind: 'windows-firewall',
    likelihood: 'likely',
    evidence: ['windowsDefault', 'assumed'],
    confirms: null,
  },
  'a network beyond the captures': {
    send: ping(addresses.swallowed),
    pick: requestTo(addresses.swallowed),
    kind: 'not-captured',
    likelihood: 'certain',
    evidence: [/^nothingBeyond Wi-Fi/],
    confirms: null,
  },
  'a port where nobody listens': {
    send: (lab) => scenarios.sendDatagram(lab, addresses.docker0, 9),
    pick: ({ kind }) => kind === 'udp',
    kind: 'port-closed',
    likelihood: 'certain',
    evidence: [/^icmpError .*port unreachable/, /^errorOwner .*docker0/],
    confirms: /^(?![^]*:9\s)/,
  },
  ...Object.fromEntries(
    ([1, 2, 3, 4] as const).map((ttl): [string, Case] => [
      `a TTL of ${ttl}`,
      {
        send: (lab) => scenarios.pingExpiring(lab, ttl, { count: 1 }),
        pick: toInternet,
        kind: 'ttl',
        likelihood: 'certain',
        evidence: [/^icmpError .*time to live exceeded/, `ttlSent ${ttl}`],
        confirms: ttl === 1 ? /^ 1 {2}172\.17\.0\.1 /m : null,
      },
    ]),
  ),
}

describeLab('why a packet did not arrive', () => {
  let lab: Lab

  beforeAll(async () => {
    lab = await createTestLab('why')
    await lab.up()
  })
  afterAll(() => lab.down())

  it.each(Object.entries(cases))('%s', async (_, { break: breakIt, send, pick, confirms, ...expected }) => {
    const { explanation, output } = await trace(lab, breakIt, send, pick, expected.isWarm)
    expect(explanation).toMatchObject({ kind: expected.kind, likelihood: expected.likelihood })
    const words = wordsOf(explanation!)
    for (const wanted of expected.evidence) {
      expect(words).toContainEqual(
        typeof wanted === 'string' ? expect.stringContaining(wanted) : expect.stringMatching(wanted),
      )
    }
    if (confirms !== null) expect(output).toMatch(confirms)
  })

  it('an interface that is down', async () => {
    const { stdout } = await lab.runInContainer('container2', ['cat', '/sys/class/net/eth0/iflink'])
    const links = await lab.run('wsl', ['ip', '-o', 'link'])
    const veth = new RegExp(`^${stdout.trim()}: (veth[^@:]+)`, 'm').exec(links)![1]!
    const { explanation, output } = await trace(
      lab,
      () => scenarios.takeDown(lab, veth),
      ping(addresses.container2),
      arpFor(addresses.container2),
    )
    expect(explanation).toMatchObject({ kind: 'interface-down', likelihood: 'certain' })
    expect(output).toMatch(/state (DOWN|LOWERLAYERDOWN)/)
  })
})

/** Breaks the lab, traces what is sent, explains it by the map as it then is, and runs the first command. */
async function trace(
  lab: Lab,
  breakIt: Case['break'],
  send: Case['send'],
  pick: Case['pick'],
  isWarm = false,
): Promise<{ explanation: Explanation | undefined; output: string }> {
  const session = openLiveSession(lab)
  let undo: scenarios.Undo | undefined
  try {
    // What an earlier case has taught the neighbour tables would keep ARP from asking.
    await lab.run('wsl', ['ip', 'neigh', 'flush', 'all'])
    await runCommand(await lab.inContainer('container1', ['ip', 'neigh', 'flush', 'all']))
    // ARP answers pass the reverse path filter too, so neighbours are known before anything is broken.
    if (isWarm) await (await ping(addresses.docker0)(lab)).finished
    undo = await breakIt?.(lab)
    const earlier: Topology = await session.tracer.handle('discover', null)
    await session.tracer.handle('start', { interfaces: null, filter: 'icmp or arp or udp' })
    await (
      await send(lab)
    ).finished
    await session.tracer.handle('stop', null)
    const topology = await session.tracer.handle('discover', null)
    const captured = new Set(session.status().captures.flatMap(({ point }) => point.interface ?? []))
    const journey = session.journeys.find(pick)
    if (journey === undefined)
      throw new Error(`Not seen; there were ${session.journeys.map(({ kind }) => kind).join(', ')}`)
    const [explanation] = explainLoss(journey, { topology, captured, related: session.journeys, earlier })
    return { explanation, output: await confirm(lab, explanation) }
  } finally {
    await undo?.()
    await session.tracer.close()
  }
}

/** What the first command prints in the machine that it is for; the test is root already. */
async function confirm(lab: Lab, explanation: Explanation | undefined): Promise<string> {
  const command = explanation?.commands[0]
  if (command?.machine !== 'wsl:Ubuntu') return ''
  const args = command.args[0] === 'sudo' ? command.args.slice(1) : command.args
  const { stdout, stderr } = await runCommand(await lab.inNamespace('wsl', args))
  return stdout + stderr
}

/** Each observation as its code and values. */
function wordsOf({ evidence }: Explanation): string[] {
  return evidence.map(({ code, values }) =>
    `${code} ${Object.values(values).join(' ')}`.replace(/^(rule) \w+ /, '$1 ').replace(/^(policy) \w+ /, '$1 '),
  )
}
