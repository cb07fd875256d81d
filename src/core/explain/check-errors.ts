import type { Packet } from '../decode/packet'
import type { Journey } from '../journey/journey'
import { PointPlaces } from '../journey/point-places'
import { findInterfacesByAddress } from '../topology/find-interface'
import { chooseRoute } from '../topology/choose-route'
import type { Interface, Topology } from '../topology/topology'
import { checkFilter } from './check-filter'
import { refusedRoute } from './check-routing'
import { commandIn, named, placeName } from './confirming-commands'
import type { ExplainContext } from './explain-context'
import { evidence, type Explanation, type ExplanationEvidence } from './explanation'
import { icmpErrorName } from './icmp-names'
import type { Passage } from './trace-passage'

/** What the ICMP error or TCP reset that ended a packet says of the reason; empty when no error was seen. */
export function checkErrors(journey: Journey, passage: Passage, context: ExplainContext): readonly Explanation[] {
  const reset = findReset(journey, context)
  if (reset !== null)
    return [portClosed([evidence('reset', { by: reset.source, port: reset.sourcePort })], reset.source, 'tcp', context)]
  const error = findError(journey, context)
  return error === null ? [] : explainError(error, journey, passage, context)
}

function explainError(
  error: Packet,
  journey: Journey,
  passage: Passage,
  context: ExplainContext,
): readonly Explanation[] {
  const { topology } = context
  const { source: by, icmpType: type, icmpCode: code } = error
  const owner = ownerOf(by, journey, context)
  const details = [evidence('icmpError', { by, name: icmpErrorName(error.ipVersion, type, code), type, code })]
  if (owner !== null) details.push(evidence('errorOwner', { by, ...named(topology, owner) }))
  const { quoted } = error
  if (quoted !== null) {
    details.push(evidence('errorQuotes', { source: quoted.source, destination: quoted.destination, ttl: quoted.ttl }))
  }
  const at = { namespace: owner?.namespace ?? null, interface: owner?.id ?? null }
  const origin = originOf(journey, topology)
  const { destination } = journey.sightings[0]!.packet
  const fromOrigin = (args: readonly string[]) => (origin === null ? [] : commandIn(topology, origin.namespace, args))
  const meaning = meaningOf(error)
  switch (meaning) {
    case 'ttl': {
      const sent = evidence('ttlSent', { ttl: journey.sightings[0]!.packet.ttl })
      const commands = fromOrigin(['traceroute', '-n', '-I', destination])
      return [{ kind: 'ttl', likelihood: 'certain', ...at, evidence: [...details, sent], commands }]
    }
    case 'mtu': {
      const narrow = narrowerInterface(journey, owner, context)
      const named = error.nextHopMtu > 0 ? [evidence('nextHopMtu', { mtu: error.nextHopMtu })] : []
      const commands =
        narrow === null
          ? fromOrigin(['tracepath', '-n', destination])
          : commandIn(topology, narrow.nic.namespace, ['ip', 'link', 'show', 'dev', narrow.nic.name], false)
      const where = narrow === null ? at : { namespace: narrow.nic.namespace, interface: narrow.nic.id }
      const exceeded = narrow === null ? [] : [narrow.evidence]
      return [{ kind: 'mtu', likelihood: 'certain', ...where, evidence: [...exceeded, ...named, ...details], commands }]
    }
    case 'port':
      return [portClosed(details, by, journey.protocol, context)]
    case 'refused':
      return explainRefusal(details, owner, passage, context)
  }
}

/** An unreachable that routes, neighbours or a REJECT rule of its sender account for, when the map shows them. */
function explainRefusal(
  details: readonly ExplanationEvidence[],
  owner: Interface | null,
  passage: Passage,
  context: ExplainContext,
): readonly Explanation[] {
  const { topology } = context
  const decision = passage.decisions.find(({ namespace }) => namespace === owner?.namespace)
  const found: Explanation[] = []
  if (decision !== undefined) {
    const rejects = checkFilter(decision, context).filter(({ kind }) => kind === 'filter-reject')
    found.push(...rejects.map((each) => ({ ...each, evidence: [...each.evidence, ...details] })))
    const { namespace, packet, in: nic, route, out } = decision
    const refused = refusedRoute(topology, namespace, packet.destination)
    const place = placeName(topology, namespace)
    const at = { namespace, interface: nic.id }
    const get = commandIn(topology, namespace, [
      'ip',
      'route',
      'get',
      packet.destination,
      'from',
      packet.source,
      'iif',
      nic.name,
    ])
    if (refused !== null) {
      const row = evidence('refusedRoute', { place, route: `${refused.kind} ${refused.destination}` })
      found.push({ kind: 'no-route', likelihood: 'certain', ...at, evidence: [row, ...details], commands: get })
    } else if (route === null && !decision.isLocal) {
      const none = evidence('noRoute', { place, destination: packet.destination })
      found.push({ kind: 'no-route', likelihood: 'certain', ...at, evidence: [none, ...details], commands: get })
    } else if (out !== null && /host|address/.test(details[0]?.values['name'] ?? '') && rejects.length === 0) {
      found.push(unansweredBehind(out, decision.nextHop, details, context))
    }
  }
  const plain: Explanation = {
    kind: 'refused',
    likelihood: 'certain',
    namespace: owner?.namespace ?? null,
    interface: owner?.id ?? null,
    evidence: details,
    commands: [],
  }
  return found.length > 0 ? found : [plain]
}

/** Host unreachable from a router whose link is the last: its ARP stayed unanswered (RFC 1122, section 2.3.2.1). */
function unansweredBehind(
  out: Interface,
  address: string,
  details: readonly ExplanationEvidence[],
  { topology, related }: ExplainContext,
): Explanation {
  const asked = related.filter(({ kind, sightings, verdict }) => {
    return kind === 'arp' && verdict.kind === 'lost' && sightings[0]?.packet.destination === address
  })
  const row = topology.neighbours?.find((each) => each.interface === out.id && each.address === address)
  const own = [
    ...(asked.length === 0 ? [] : [evidence('arpUnanswered', { count: asked.length, address, interface: out.name })]),
    ...(row === undefined ? [] : [evidence('neighbour', { interface: out.name, address, state: row.state })]),
  ]
  return {
    kind: 'arp-unanswered',
    likelihood: own.length > 0 ? 'certain' : 'likely',
    namespace: out.namespace,
    interface: out.id,
    evidence: [...own, ...details],
    commands: commandIn(topology, out.namespace, ['ip', 'neigh', 'show', address, 'dev', out.name], false),
  }
}

function portClosed(
  details: readonly ExplanationEvidence[],
  by: string,
  protocol: Journey['protocol'],
  { topology }: ExplainContext,
): Explanation {
  const owner = findInterfacesByAddress(topology, by)[0] ?? null
  const option = protocol === 'tcp' ? '-t' : '-u'
  return {
    kind: 'port-closed',
    likelihood: 'certain',
    namespace: owner?.namespace ?? null,
    interface: owner?.id ?? null,
    evidence: details,
    commands: owner === null ? [] : commandIn(topology, owner.namespace, ['ss', '-l', '-n', '-p', option]),
  }
}

type Meaning = 'ttl' | 'mtu' | 'port' | 'refused'

function meaningOf({ ipVersion, icmpType, icmpCode }: Packet): Meaning {
  if (ipVersion === 6) {
    if (icmpType === 3) return 'ttl'
    if (icmpType === 2) return 'mtu'
    return icmpType === 1 && icmpCode === 4 ? 'port' : 'refused'
  }
  if (icmpType === 11) return 'ttl'
  if (icmpCode === 4) return 'mtu'
  return icmpCode === 3 ? 'port' : 'refused'
}

/** The error as it was sent, where its sender's address is not translated yet. */
function findError(journey: Journey, { related }: ExplainContext): Packet | null {
  const errors = related.filter(({ kind, quotes }) => {
    return quotes === journey.id && (kind === 'time-exceeded' || kind === 'destination-unreachable')
  })
  return errors[0]?.sightings[0]?.packet ?? null
}

const reset = 0x04

function findReset(journey: Journey, { related }: ExplainContext): Packet | null {
  if (journey.protocol !== 'tcp' || journey.verdict.kind !== 'rejected') return null
  for (const { exchange, protocol, sightings } of related) {
    const packet = sightings[0]?.packet
    if (exchange === journey.exchange && protocol === 'tcp' && packet && (packet.tcpFlags & reset) !== 0) return packet
  }
  return null
}

function ownerOf(address: string, journey: Journey, { topology }: ExplainContext): Interface | null {
  const owners = findInterfacesByAddress(topology, address)
  if (owners.length < 2) return owners[0] ?? null
  // Private ranges repeat: the one in a namespace that the packet passed.
  const places = new PointPlaces(topology)
  const passed = new Set(journey.sightings.map(({ point }) => places.interfaceOf(point)?.namespace))
  return owners.find(({ namespace }) => passed.has(namespace)) ?? owners[0]!
}

function originOf(journey: Journey, topology: Topology): Interface | null {
  return new PointPlaces(topology).interfaceOf(journey.sightings[0]!.point)
}

/** The interface of the error's sender that leads on and carries less than the packet's size. */
function narrowerInterface(journey: Journey, owner: Interface | null, { topology }: ExplainContext) {
  const { destination, ipLength: size } = journey.sightings.at(-1)!.packet
  const route = owner && chooseRoute(topology, owner.namespace, destination)
  const nic = topology.interfaces.find(({ id }) => id === route?.interface)
  if (nic === undefined || nic.mtu === 0 || nic.mtu >= size) return null
  return { nic, evidence: evidence('mtuExceeded', { size, mtu: nic.mtu, ...named(topology, nic) }) }
}
