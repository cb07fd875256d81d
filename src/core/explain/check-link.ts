import type { Journey } from '../journey/journey'
import { findInterfacesByAddress } from '../topology/find-interface'
import { linkPath } from '../topology/link-path'
import type { Interface, Topology } from '../topology/topology'
import { commandIn, named, placeName } from './confirming-commands'
import type { ExplainContext } from './explain-context'
import { evidence, type Explanation, type ExplanationEvidence } from './explanation'
import type { Crossing, Passage } from './trace-passage'

/** Whether a link carried the packet: interfaces that are down, and a next address for which nobody answers. */
export function checkLink(crossing: Crossing, passage: Passage, context: ExplainContext): readonly Explanation[] {
  const { topology } = context
  const down = [crossing.from, ...crossing.path].filter(({ isUp }) => !isUp).map((nic) => downInterface(topology, nic))
  // A frame that was seen on the link was addressed already, unless it is a broadcast.
  const wasSent = crossing.from.id === passage.place?.id
  return [...down, ...checkNeighbour(crossing, wasSent, context)]
}

/** An interface that is down. */
export function downInterface(topology: Topology, nic: Interface): Explanation {
  return {
    kind: 'interface-down',
    likelihood: 'certain',
    namespace: nic.namespace,
    interface: nic.id,
    evidence: [evidence('interfaceDown', named(topology, nic))],
    commands: commandIn(topology, nic.namespace, ['ip', 'link', 'show', 'dev', nic.name], false),
  }
}

function checkNeighbour({ from, nextHop, path }: Crossing, wasSent: boolean, context: ExplainContext): Explanation[] {
  const { topology } = context
  const row = topology.neighbours?.find((each) => each.interface === from.id && each.address === nextHop)
  const asked = arpRequests(nextHop, from, context)
  const unanswered = asked.filter(({ verdict }) => verdict.kind === 'lost')
  const hasFailed = row !== undefined && (row.state === 'FAILED' || row.state === 'INCOMPLETE')
  const details: ExplanationEvidence[] = []
  if (unanswered.length > 0) {
    details.push(evidence('arpUnanswered', { count: unanswered.length, address: nextHop, interface: from.name }))
  }
  if (row !== undefined) {
    details.push(
      evidence('neighbour', {
        interface: from.name,
        address: nextHop,
        state: row.mac === null ? row.state : `${row.mac} ${row.state}`,
      }),
    )
  }
  // Only behind Docker's own bridges does the map know everybody.
  const isWhole = from.kind === 'bridge' || (topology.networks.length > 0 && path.length > 0)
  const isUnknown = path.length === 0 && isWhole
  if (isUnknown)
    details.push(evidence('noOwner', { interface: from.name, address: nextHop }), ...stoppedOwners(topology))
  const isBad = unanswered.length > 0 || hasFailed
  const commands = commandIn(topology, from.namespace, ['ip', 'neigh', 'show', nextHop, 'dev', from.name], false)
  const found = {
    kind: 'arp-unanswered',
    namespace: from.namespace,
    interface: from.id,
    evidence: details,
    commands,
  } as const
  if (isBad)
    return [{ ...found, likelihood: wasSent && !isUnknown ? 'possible' : unanswered.length > 0 ? 'certain' : 'likely' }]
  if (isUnknown) return [{ ...found, likelihood: 'likely' }]
  if (asked.length > 0) details.push(evidence('arpAnswered', { address: nextHop, interface: from.name }))
  return details.length > 0 ? [{ ...found, likelihood: 'ruled-out' }] : []
}

/** ARP asked and nobody answered: the packet behind it was never sent. */
export function explainArp(journey: Journey, passage: Passage, context: ExplainContext): readonly Explanation[] {
  const { topology } = context
  const { place, last } = passage
  const { destination } = last.packet
  const requests = arpRequests(destination, place, context).filter(({ verdict }) => verdict.kind === 'lost')
  const count = new Set([journey.id, ...requests.map(({ id }) => id)]).size
  const details = [evidence('arpUnanswered', { count, address: destination, interface: last.point.interfaceName })]
  const origin = place
  const row = topology.neighbours?.find(({ address, interface: id }) => address === destination && id === origin?.id)
  if (row !== undefined) {
    details.push(evidence('neighbour', { interface: last.point.interfaceName, address: destination, state: row.state }))
  }
  const owners = findInterfacesByAddress(topology, destination)
  const found: Explanation[] = []
  for (const owner of owners) {
    details.push(evidence('owner', { address: destination, ...named(topology, owner) }))
  }
  if (owners.length === 0 && place !== null) {
    details.push(evidence('noOwner', { interface: place.name, address: destination }), ...stoppedOwners(topology))
  }
  const asker = findInterfacesByAddress(topology, last.packet.source)[0] ?? place
  const way = asker === null ? [] : (linkPath(topology, asker.id, destination) ?? [])
  for (const nic of way) if (!nic.isUp) found.push(downInterface(topology, nic))
  const commands =
    asker === null
      ? []
      : commandIn(topology, asker.namespace, ['ip', 'neigh', 'show', destination, 'dev', asker.name], false)
  found.push({
    kind: 'arp-unanswered',
    likelihood: 'certain',
    namespace: asker?.namespace ?? null,
    interface: asker?.id ?? null,
    evidence: details,
    commands,
  })
  return found
}

/** The ARP requests for an address that were seen from an interface or behind it. */
function arpRequests(address: string, from: Interface | null, { related }: ExplainContext): readonly Journey[] {
  const own = new Set(from?.addresses.map((each) => each.address))
  return related.filter(({ kind, sightings }) => {
    const packet = sightings[0]?.packet
    return kind === 'arp' && packet?.arpOperation === 1 && packet.destination === address && own.has(packet.source)
  })
}

function stoppedOwners(topology: Topology): readonly ExplanationEvidence[] {
  return topology.namespaces.flatMap(({ id, container }) =>
    container === null || container.state === 'running'
      ? []
      : [evidence('containerStopped', { name: placeName(topology, id), state: container.state })],
  )
}
