import * as v from 'valibot'
import type { Topology } from '../../core/topology/topology'
import { agreesWith } from './agrees-with'
import { count, integer, list, text } from './parts'

const name = text(512)

const machine = v.object({
  id: name,
  kind: v.picklist(['linux', 'wsl', 'windows', 'lan']),
  name,
  description: text(),
  networkingMode: v.nullable(v.picklist(['nat', 'bridged', 'mirrored', 'virtioproxy', 'consomme', 'none', 'wsl1'])),
})

const containerFields = {
  id: name,
  image: name,
  pid: count(),
  state: name,
  networks: list(name, 256),
}
const container = v.object(containerFields)
const guest = v.object({ ...containerFields, name })

const namespace = v.object({
  id: name,
  machine: name,
  kind: v.picklist(['host', 'container', 'router']),
  name,
  container: v.nullable(container),
  guests: v.exactOptional(list(guest, 4096)),
})

const nic = v.object({
  id: name,
  namespace: name,
  name,
  kind: v.picklist(['physical', 'veth', 'bridge', 'vswitch', 'wifi', 'loopback', 'macvlan', 'tunnel', 'router']),
  index: count(),
  mac: text(64),
  mtu: count(),
  addresses: list(v.object({ address: text(64), prefixLength: integer(0, 128) }), 1024),
  master: v.nullable(name),
  isUp: v.boolean(),
  captureName: v.nullable(name),
})

const wire = v.object({
  kind: v.picklist(['veth', 'bridge-port', 'vswitch', 'lan']),
  ends: v.strictTuple([name, name]),
  isInferred: v.boolean(),
})

const route = v.object({
  namespace: name,
  destination: text(64),
  gateway: v.nullable(text(64)),
  interface: name,
  metric: v.pipe(v.number(), v.safeInteger()),
})

const refusedRoute = v.object({
  namespace: name,
  kind: v.picklist(['blackhole', 'unreachable', 'prohibit']),
  destination: text(64),
  metric: v.pipe(v.number(), v.safeInteger()),
})

const natMatch = v.object({ value: text(512), isNegated: v.boolean() })

const natCondition = {
  source: v.nullable(natMatch),
  destination: v.nullable(natMatch),
  inInterface: v.nullable(natMatch),
  outInterface: v.nullable(natMatch),
  protocol: v.nullable(name),
  destinationPort: v.exactOptional(natMatch),
  isDestinationLocal: v.exactOptional(v.boolean()),
  unmodelled: v.exactOptional(list(text(), 256)),
}

const natWay = v.object({
  hook: v.picklist(['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING']),
  jumps: list(v.object(natCondition), 256),
  exceptions: list(v.object(natCondition), 4096),
})

const natRule = v.object({
  namespace: name,
  chain: name,
  kind: v.picklist(['masquerade', 'snat', 'dnat', 'redirect', 'winnat']),
  text: text(),
  ...natCondition,
  ipVersion: v.exactOptional(v.literal(6)),
  ways: v.exactOptional(list(natWay, 256)),
  to: v.nullable(name),
  counters: v.nullable(v.object({ packets: count(), bytes: count() })),
})

const network = v.object({
  id: name,
  machine: name,
  name,
  driver: name,
  subnets: list(text(64), 256),
  bridge: v.nullable(name),
})

const filterRule = v.object({
  namespace: name,
  table: v.picklist(['raw', 'mangle', 'filter']),
  chain: name,
  action: v.picklist(['accept', 'drop', 'reject', 'return', 'jump', 'other']),
  target: name,
  isPolicy: v.boolean(),
  text: text(),
  ...natCondition,
  ipVersion: v.exactOptional(v.literal(6)),
  counters: v.nullable(v.object({ packets: count(), bytes: count() })),
})

const neighbour = v.object({ interface: name, address: text(64), mac: v.nullable(text(64)), state: text(64) })

const setting = v.object({
  namespace: name,
  interface: v.nullable(name),
  isForwarding: v.nullable(v.boolean()),
  reversePathFilter: v.nullable(v.picklist([0, 1, 2])),
})

const tuple = v.object({
  source: text(64),
  destination: text(64),
  sourcePort: v.nullable(integer(0, 65_535)),
  destinationPort: v.nullable(integer(0, 65_535)),
  icmpId: v.nullable(integer(0, 65_535)),
})

/** An entry of a conntrack table. */
export const connectionSchema = v.object({
  namespace: name,
  protocol: v.picklist(['icmp', 'icmp6', 'tcp', 'udp', 'other']),
  original: tuple,
  reply: tuple,
  text: text(),
})

const gap = v.object({
  machine: name,
  reason: text(),
  command: v.nullable(text()),
  code: v.exactOptional(text(64)),
  values: v.exactOptional(v.record(text(64), text())),
})

/** A map as it crosses the wire or comes out of a file; sizes are bounded, unknown keys are dropped. */
export const topologySchema = agreesWith<Topology>()(
  v.object({
    version: v.literal(1),
    machines: list(machine, 256),
    namespaces: list(namespace, 4096),
    interfaces: list(nic, 16_384),
    wires: list(wire, 32_768),
    routes: list(route, 65_536),
    natRules: list(natRule, 65_536),
    networks: list(network, 4096),
    gaps: list(gap, 1024),
    filterRules: v.exactOptional(list(filterRule, 65_536)),
    neighbours: v.exactOptional(list(neighbour, 65_536)),
    settings: v.exactOptional(list(setting, 16_384)),
    connections: v.exactOptional(list(connectionSchema, 65_536)),
    refusedRoutes: v.exactOptional(list(refusedRoute, 65_536)),
  }),
)
