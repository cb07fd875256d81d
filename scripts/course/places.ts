import { findInterface } from '../../src/core/topology/find-interface'
import type { Interface, Topology } from '../../src/core/topology/topology'

/** What scripts call the interfaces of the lab, from the container outwards. */
export const places = [
  'container1',
  'veth1',
  'docker0',
  'veth2',
  'container2',
  'wsl',
  'vEthernet',
  'wifi',
  'gateway',
  'provider',
  'internet',
] as const

/** One interface of the lab; a host's name stands for the interface by which packets leave it. */
export type Place = (typeof places)[number]

const names: Readonly<Record<Exclude<Place, 'veth1' | 'veth2'>, string>> = {
  container1: 'container1/eth0',
  docker0: 'docker0',
  container2: 'container2/eth0',
  wsl: 'wsl:Ubuntu/host/eth0',
  vEthernet: 'windows/host/vEthernet (WSL)',
  wifi: 'windows/host/Wi-Fi',
  gateway: 'lan/172.22.0.1/gateway',
  provider: 'lan/100.64.0.2/router',
  internet: 'lan/8.8.8.8/router',
}

/** The interface of a place in a recorded network; throws when the network has none. */
export function interfaceOfPlace(topology: Topology, place: Place): Interface {
  if (place === 'veth1' || place === 'veth2') {
    const inside = interfaceOfPlace(topology, place === 'veth1' ? 'container1' : 'container2').id
    const pair = topology.wires.find(({ kind, ends }) => kind === 'veth' && ends.includes(inside))
    const outside = topology.interfaces.find(({ id }) => id !== inside && pair?.ends.includes(id) === true)
    if (outside !== undefined) return outside
  } else {
    const found = findInterface(topology, names[place])
    if (found !== null) return found
  }
  throw new Error(`The recorded network has no ${place}.`)
}
