import type { Interface, Machine, Namespace, Topology } from '../core/topology/topology'
import { printable } from './printable'

/**
 * The network as an indented tree for people: machines ⊃ namespaces ⊃ interfaces with addresses and what they are wired
 * to, then each namespace's default route and NAT rules, and at the end what could not be learnt.
 */
export function formatTopology(topology: Topology): string {
  const lines = topology.machines.flatMap((machine) => machineLines(topology, machine))
  for (const { machine, reason, command } of topology.gaps) {
    lines.push(`! ${machine}: ${reason}${command === null ? '' : ` Run: ${command}`}`)
  }
  return lines.map((line) => `${printable(line)}\n`).join('')
}

function machineLines(topology: Topology, machine: Machine): string[] {
  const { description, networkingMode } = machine
  const facts = [description, networkingMode === null ? '' : `networking mode ${networkingMode}`]
  const namespaces = topology.namespaces.filter((namespace) => namespace.machine === machine.id)
  return [
    [machine.id, ...facts.filter((fact) => fact !== '')].join(' · '),
    ...namespaces.flatMap((namespace) => namespaceLines(topology, namespace).map((line) => `  ${line}`)),
  ]
}

function namespaceLines(topology: Topology, { id, name, container }: Namespace): string[] {
  const about = container === null ? '' : ` · container ${container.id.slice(0, 12)} · ${container.image}`
  return [
    `${name}${about}`,
    ...topology.interfaces.filter((each) => each.namespace === id).map((each) => `  ${interfaceLine(topology, each)}`),
    ...topology.routes
      .filter((route) => route.namespace === id && route.gateway !== null)
      .map(
        (route) => `  route ${route.destination} via ${route.gateway ?? ''} ${nameOf(topology, route.interface, id)}`,
      ),
    ...topology.natRules
      .filter((rule) => rule.namespace === id)
      .map(({ text, counters }) => `  nat ${text}${counters === null ? '' : ` (${counters.packets} packets)`}`),
  ]
}

function interfaceLine(topology: Topology, each: Interface): string {
  const addresses = each.addresses.map(({ address, prefixLength }) => `${address}/${prefixLength}`)
  const wires = topology.wires.flatMap(({ kind, ends, isInferred }) => {
    const other = ends[0] === each.id ? ends[1] : ends[1] === each.id ? ends[0] : null
    return other === null ? [] : [`${isInferred ? '┄' : '─'} ${kind} ${nameOf(topology, other, each.namespace)}`]
  })
  return [each.name, each.kind, ...addresses, ...wires, ...(each.isUp ? [] : ['down'])].join('  ')
}

/** Within its own namespace an interface is known by its name. */
function nameOf(topology: Topology, id: string, namespace: string): string {
  const found = topology.interfaces.find((each) => each.id === id)
  return found?.namespace === namespace ? found.name : id
}
