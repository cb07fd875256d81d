import type { Sighting } from '../../core/correlate/sighting'
import { destinationMac } from '../../core/decode/mac-address'
import { namespaceById } from '../../core/topology/find-namespace'
import { indexTopology } from '../../core/topology/index-topology'
import type { Interface, Topology } from '../../core/topology/topology'
import type { KernelAct } from './kernel-act'

/** What happens to a frame on its way over wires and bridges; `frame` shows the MAC that a bridge goes by. */
export function crossLinks(topology: Topology, way: readonly Interface[], frame: Sighting): readonly KernelAct[] {
  const mac = destinationMac(frame.packet)
  return way.slice(1).map((to, index) => crossLink(topology, way[index]!, to, mac))
}

function crossLink(topology: Topology, from: Interface, to: Interface, mac: string): KernelAct {
  if (from.master === to.id) return { kind: 'bridge-in', bridge: to, port: from, mac, isForBridge: to.mac === mac }
  if (to.master === from.id) {
    const owner = topology.interfaces.find((nic) => nic.mac === mac) ?? null
    return { kind: 'bridge-out', bridge: from, port: to, mac, owner }
  }
  const wire = (indexTopology(topology).wiresOf.get(from.id) ?? []).find(({ ends }) => ends.includes(to.id))
  if (wire?.kind === 'vswitch' || wire?.kind === 'lan') {
    return { kind: 'link', wire: wire.kind, from, to, isInferred: wire.isInferred }
  }
  return { kind: 'veth', from, to, into: namespaceById(topology, to.namespace) }
}
