import type { Interface, InterfaceId, Wire } from '../../core/topology/topology'
import type { LinkListing } from './parse-ip-address'

/** A link of one namespace beside the interface that was made of it. */
export interface PlacedLink {
  readonly link: LinkListing
  readonly nic: Interface
}

/**
 * The wires that the kernel tells of: veth pairs, bridge ports, and macvlans on their parents. A veth names its peer
 * only by ifindex and by its own namespace's id for the peer's, so both ends must name each other; when more than one
 * container would fit the wire is marked inferred.
 */
export function wireLinks(host: readonly PlacedLink[], containers: readonly (readonly PlacedLink[])[]): Wire[] {
  const ports = [host, ...containers].flatMap((namespace) => namespace.flatMap(({ nic }) => wirePort(nic)))
  const local = [host, ...containers].flatMap(wireLocalPairs)
  const placed = containers.flat()
  const pairs = host.flatMap((end) => {
    const peers = placed.filter((other) => arePeers(end.link, other.link))
    return peers.slice(0, 1).map((peer): Wire => join('veth', peer.nic.id, end.nic.id, peers.length > 1))
  })
  const vlans = placed.flatMap(({ link, nic }) => {
    if (link.kind !== 'macvlan' || link.peerNamespace === null) return []
    const parent = host.find((end) => end.link.index === link.peerIndex)
    return parent === undefined ? [] : [join('vswitch', nic.id, parent.nic.id, false)]
  })
  return [...pairs, ...local, ...ports, ...vlans]
}

function arePeers(a: LinkListing, b: LinkListing): boolean {
  const areVeths = a.kind === 'veth' && b.kind === 'veth'
  const areApart = a.peerNamespace !== null && b.peerNamespace !== null
  return areVeths && areApart && a.peerIndex === b.index && b.peerIndex === a.index
}

function wireLocalPairs(namespace: readonly PlacedLink[]): Wire[] {
  return namespace.flatMap(({ link, nic }, position) => {
    if (link.kind !== 'veth' || link.peerNamespace !== null || link.peerName === '') return []
    const peer = namespace.findIndex((other) => other.link.name === link.peerName && other.link.kind === 'veth')
    // Both ends tell of the pair; the later one speaks.
    return peer === -1 || peer >= position ? [] : [join('veth', namespace[peer]!.nic.id, nic.id, false)]
  })
}

function wirePort(nic: Interface): Wire[] {
  return nic.master === null ? [] : [join('bridge-port', nic.id, nic.master, false)]
}

function join(kind: Wire['kind'], from: InterfaceId, to: InterfaceId, isInferred: boolean): Wire {
  return { kind, ends: [from, to], isInferred }
}
