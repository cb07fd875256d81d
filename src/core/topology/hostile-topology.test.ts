import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findInterface } from './find-interface'
import { findNamespace } from './find-namespace'
import { matchNatRule } from './match-nat-rule'
import { predictPath, predictReturnPath } from './predict-path'
import { emptyTopology, type Interface, type NatRule, type Route, type Topology, type Wire } from './topology'

// A topology.json has the right types when it arrives here and may lie about everything else.
const id = fc.constantFrom('a', 'b', 'c', 'd', '__proto__', 'nowhere')
const address = fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.1.1', 'fd00::1', '999.1.1.1', '', '%')
const cidr = fc.constantFrom('10.0.0.0/24', '0.0.0.0/0', '::/0', '10.0.1.0/99', 'x')
const match = fc.option(fc.record({ value: fc.oneof(cidr, id), isNegated: fc.boolean() }))

const nic: fc.Arbitrary<Interface> = fc.record({
  id,
  namespace: id,
  name: id,
  kind: fc.constantFrom('bridge', 'veth', 'router', 'physical'),
  index: fc.integer(),
  mac: fc.string(),
  mtu: fc.integer(),
  addresses: fc.array(fc.record({ address, prefixLength: fc.integer() })),
  master: fc.option(id),
  isUp: fc.boolean(),
  captureName: fc.constant(null),
})
const route: fc.Arbitrary<Route> = fc.record({
  namespace: id,
  destination: cidr,
  gateway: fc.option(address),
  interface: id,
  metric: fc.double(),
})
const rule: fc.Arbitrary<NatRule> = fc.record({
  namespace: id,
  chain: fc.constantFrom('PREROUTING', 'OUTPUT', 'POSTROUTING', 'X'),
  kind: fc.constantFrom('masquerade', 'snat', 'dnat', 'redirect', 'winnat'),
  text: fc.string(),
  source: match,
  destination: match,
  inInterface: match,
  outInterface: match,
  protocol: fc.option(fc.string()),
  to: fc.option(fc.oneof(address, fc.string())),
  counters: fc.constant(null),
})
const wire: fc.Arbitrary<Wire> = fc.record({
  kind: fc.constantFrom('veth', 'bridge-port', 'vswitch', 'lan'),
  ends: fc.tuple(id, id),
  isInferred: fc.boolean(),
})
const topology: fc.Arbitrary<Topology> = fc
  .record({
    interfaces: fc.array(nic, { maxLength: 8 }),
    routes: fc.array(route, { maxLength: 8 }),
    natRules: fc.array(rule, { maxLength: 4 }),
    wires: fc.array(wire, { maxLength: 8 }),
  })
  .map((parts) => ({ ...emptyTopology, ...parts }))

it('answers every question about any topology, in bounded steps', () => {
  fc.assert(
    fc.property(topology, id, address, address, (map, from, to, source) => {
      for (const hops of [predictPath(map, from, to), predictReturnPath(map, from, to, { source })]) {
        expect(hops.length).toBeLessThan(600)
        for (const hop of hops) expect(map.interfaces.some((each) => each.id === hop.interface)).toBe(true)
      }
      matchNatRule(map, from, { source, destination: to, inInterface: from, outInterface: from, protocol: null })
      findInterface(map, from)
      findNamespace(map, from)
    }),
    { numRuns: 2000 },
  )
})
