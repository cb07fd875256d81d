import type { Journey } from '../../core/journey/journey'
import type { Connection, InterfaceId, Neighbour, Route } from '../../core/topology/topology'
import type { Trace } from './trace'
import { viewHop } from './hop-view'

/** What of the map's tables a packet has made use of. */
export interface PacketMarks {
  readonly interfaces: ReadonlySet<InterfaceId>
  readonly routes: ReadonlySet<Route>
  /** The very texts of rules of tables nat and filter. */
  readonly rules: ReadonlySet<string>
  readonly neighbours: ReadonlySet<Neighbour>
  readonly connections: ReadonlySet<Connection>
}

/** What a packet passed, was routed by, was translated by and was looked up in, hop by hop. */
export function packetMarks(journey: Journey, { topology, connections, history }: Trace): PacketMarks {
  const marks = {
    interfaces: new Set<InterfaceId>(),
    routes: new Set<Route>(),
    rules: new Set<string>(),
    neighbours: new Set<Neighbour>(),
    connections: new Set<Connection>(),
  }
  for (const { interface: id } of journey.inferred) marks.interfaces.add(id)
  for (const [index, { point }] of journey.sightings.entries()) {
    if (point.interface !== null) marks.interfaces.add(point.interface)
    for (const act of viewHop(journey, index, { topology, connections, journeys: history.journeys })?.acts ?? []) {
      if (act.kind === 'route' && act.route !== null) marks.routes.add(act.route)
      else if (act.kind === 'nat' && act.rule !== null) marks.rules.add(act.rule.text)
      else if (act.kind === 'filter') marks.rules.add(act.rule.text)
      else if (act.kind === 'neighbour' && act.entry !== null) marks.neighbours.add(act.entry)
      else if (act.kind === 'conntrack' && act.connection !== null) marks.connections.add(act.connection)
    }
  }
  return marks
}
