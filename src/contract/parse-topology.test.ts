import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyTopology } from '../core/topology/topology'
import type { Topology } from '../core/topology/topology'
import { RequestError } from './messages'
import { parseTopology } from './parse-topology'

const topology: Topology = {
  ...emptyTopology,
  machines: [{ id: 'linux', kind: 'linux', name: 'here', description: '', networkingMode: null }],
  namespaces: [{ id: 'linux/host', machine: 'linux', kind: 'host', name: 'host', container: null }],
  interfaces: ['docker0', 'veth1', 'veth2'].map((name, index) => ({
    id: `linux/host/${name}`,
    namespace: 'linux/host',
    name,
    kind: name === 'docker0' ? 'bridge' : 'veth',
    index: index + 1,
    mac: '02:42:ac:11:00:02',
    mtu: 1500,
    addresses: [{ address: '172.17.0.1', prefixLength: 16 }],
    master: name === 'docker0' ? null : 'linux/host/docker0',
    isUp: true,
    captureName: name,
  })),
  wires: [{ kind: 'veth', ends: ['linux/host/veth1', 'linux/host/veth2'], isInferred: false }],
  routes: [
    {
      namespace: 'linux/host',
      destination: '172.17.0.0/16',
      gateway: null,
      interface: 'linux/host/docker0',
      metric: 0,
    },
  ],
}

function problemOf(value: unknown): string {
  try {
    parseTopology(value)
  } catch (error) {
    expect(error).toBeInstanceOf(RequestError)
    expect((error as RequestError).problem.code).toBe('invalid-topology')
    return (error as RequestError).message
  }
  return expect.unreachable('it must be refused')
}

/** A copy of the sample with one place changed. */
function changed(path: readonly (string | number)[], value: unknown): unknown {
  const copy: unknown = structuredClone(topology)
  let place = copy as Record<string | number, unknown>
  for (const key of path.slice(0, -1)) place = place[key] as Record<string | number, unknown>
  place[path.at(-1)!] = value
  return copy
}

describe('parseTopology', () => {
  it('gives back what it was given', () => {
    expect(parseTopology(JSON.parse(JSON.stringify(topology)))).toEqual(topology)
    expect(parseTopology(emptyTopology)).toEqual(emptyTopology)
  })

  it.each([
    [['version'], 2, 'version'],
    [['machines', 0, 'kind'], 'mainframe', 'machines[0].kind'],
    [['interfaces', 1, 'mtu'], -1, 'interfaces[1].mtu'],
    [['interfaces', 1, 'addresses', 0, 'prefixLength'], 129, 'interfaces[1].addresses[0].prefixLength'],
    [['interfaces', 2, 'name'], 'x'.repeat(513), 'interfaces[2].name'],
    [['interfaces', 2, 'id'], 'linux/host/veth1', 'interfaces[2].id: linux/host/veth1 is there twice'],
    [['interfaces', 2, 'master'], 'linux/host/br0', 'interfaces[2].master: there is no linux/host/br0'],
    [['namespaces', 0, 'machine'], '__proto__', 'namespaces[0].machine: there is no __proto__'],
    [['wires', 0, 'ends'], ['linux/host/veth1', 'linux/host/lost'], 'wires[0].ends[1]: there is no linux/host/lost'],
    [['wires', 0, 'ends'], ['linux/host/veth1'], 'wires[0].ends[1]'],
    [['routes', 0, 'interface'], 'eth0', 'routes[0].interface: there is no eth0'],
    [['gaps'], Array.from({ length: 1025 }, () => ({ machine: 'linux', reason: '', command: null })), 'gaps'],
  ] as const)('refuses a wrong %j and names it', (path, value, named) => {
    expect(problemOf(changed(path, value))).toContain(named)
  })

  it('refuses anything else with a RequestError', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        problemOf(value)
      }),
    )
  })
})
