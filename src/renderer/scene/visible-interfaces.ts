import type { Interface, InterfaceId, Topology } from '../../core/topology/topology'

/**
 * The interfaces worth a place on the map: those that packets were seen at (`needed`), and those that can carry one. A
 * loopback is shown only where a host has nothing else; a bridge without ports, an unattached veth and what is down or
 * without an address are not.
 */
export function visibleInterfaces(topology: Topology, needed: ReadonlySet<InterfaceId>): Interface[] {
  const masters = new Set(topology.interfaces.flatMap(({ master }) => (master === null ? [] : [master])))
  const wired = new Set(topology.wires.flatMap(({ ends }) => ends))
  const shown = topology.interfaces.filter((nic) => needed.has(nic.id) || isUseful(nic, masters, wired))
  const busy = new Set(shown.map((nic) => nic.namespace))
  const lonely = topology.interfaces.filter((nic) => !busy.has(nic.namespace) && nic.kind === 'loopback')
  const hosts = new Set(topology.namespaces.filter(({ kind }) => kind === 'host').map(({ id }) => id))
  const kept = new Set([...shown, ...lonely.filter((nic) => hosts.has(nic.namespace))])
  return topology.interfaces.filter((nic) => kept.has(nic))
}

function isUseful(nic: Interface, masters: ReadonlySet<InterfaceId>, wired: ReadonlySet<InterfaceId>): boolean {
  switch (nic.kind) {
    case 'loopback':
      return false
    case 'bridge':
      return masters.has(nic.id)
    case 'veth':
      return nic.isUp && (nic.master !== null || wired.has(nic.id) || nic.addresses.length > 0)
    case 'router':
      return true
    case 'physical':
    case 'vswitch':
    case 'wifi':
    case 'macvlan':
    case 'tunnel':
      return nic.isUp && (nic.addresses.length > 0 || wired.has(nic.id) || nic.master !== null)
  }
}
