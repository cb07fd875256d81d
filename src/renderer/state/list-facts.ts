import type { FactTable } from '../../core/lesson/lesson'
import type { ListingKind } from '../../core/topology/listing-command'
import type { Connection, ConnectionTuple, InterfaceId, NamespaceId, Topology } from '../../core/topology/topology'
import { interfaceName, machineName, namespaceName } from './name-of'
import type { PacketMarks } from './packet-marks'

/** A section of the facts, one listing of the article each. */
export type FactSectionId = FactTable

/** What a column is called: a key of the `facts` texts. */
export type FactColumn =
  | 'namespace'
  | 'interface'
  | 'address'
  | 'mac'
  | 'mtu'
  | 'kind'
  | 'index'
  | 'state'
  | 'container'
  | 'peer'
  | 'bridge'
  | 'destination'
  | 'gateway'
  | 'metric'
  | 'chain'
  | 'table'
  | 'rule'
  | 'packets'
  | 'bytes'
  | 'protocol'
  | 'original'
  | 'reply'
  | 'machine'
  | 'name'
  | 'id'
  | 'image'
  | 'pid'
  | 'networks'
  | 'driver'
  | 'subnets'

/** A value as it is shown: `code` is the machine's own word, figures are counted. */
export interface FactCell {
  readonly text: string
  readonly kind: 'words' | 'code' | 'figure'
}

/** One row: cells in order of the columns, and the interface that it lights up on the map. */
export interface FactRow {
  readonly key: string
  readonly namespace: NamespaceId | null
  readonly interface: InterfaceId | null
  readonly cells: readonly FactCell[]
  /** The selected packet made use of it. */
  readonly isMarked: boolean
}

/** A table of facts. */
export interface FactSection {
  readonly id: FactSectionId
  /** The listing that shows the same as printed, null where there is none. */
  readonly listing: ListingKind | null
  readonly columns: readonly FactColumn[]
  readonly rows: readonly FactRow[]
}

const words = (text: string | number): FactCell => ({ text: String(text), kind: 'words' })
const code = (text: string): FactCell => ({ text: text === '' ? '—' : text, kind: 'code' })
const figure = (value: number | undefined): FactCell => ({
  text: value === undefined ? '—' : String(value),
  kind: 'figure',
})

/** Everything that discovery and the kernels told, as tables; what the selected packet made use of is marked. */
export function listFacts(
  topology: Topology,
  connections: readonly Connection[],
  marks: PacketMarks | null,
): readonly FactSection[] {
  const place = (id: NamespaceId) => words(namespaceName(topology, id))
  const name = (id: InterfaceId) => code(interfaceName(topology, id))
  const usesInterface = (id: InterfaceId | null) => id !== null && marks?.interfaces.has(id) === true
  return [
    {
      id: 'addresses',
      listing: 'addresses',
      columns: ['namespace', 'interface', 'address', 'mac', 'mtu', 'kind', 'index', 'state'],
      rows: topology.interfaces.map((nic) => ({
        key: nic.id,
        namespace: nic.namespace,
        interface: nic.id,
        isMarked: usesInterface(nic.id),
        cells: [
          place(nic.namespace),
          code(nic.name),
          code(nic.addresses.map(({ address, prefixLength }) => `${address}/${prefixLength}`).join(', ')),
          code(nic.mac),
          words(nic.mtu),
          words(nic.kind),
          words(nic.index || '—'),
          words(nic.isUp ? 'UP' : 'DOWN'),
        ],
      })),
    },
    {
      id: 'veths',
      listing: 'veths',
      columns: ['container', 'interface', 'peer', 'bridge'],
      rows: vethRows(topology, marks),
    },
    {
      id: 'routes',
      listing: 'routes',
      columns: ['namespace', 'destination', 'gateway', 'interface', 'metric'],
      rows: topology.routes.map((route, index) => ({
        key: `${index} ${route.namespace} ${route.destination}`,
        namespace: route.namespace,
        interface: route.interface,
        isMarked: marks?.routes.has(route) === true,
        cells: [
          place(route.namespace),
          code(route.destination),
          code(route.gateway ?? ''),
          name(route.interface),
          words(route.metric),
        ],
      })),
    },
    {
      id: 'neighbours',
      listing: 'neighbours',
      columns: ['interface', 'address', 'mac', 'state'],
      rows: (topology.neighbours ?? []).map((row) => ({
        key: `${row.interface} ${row.address}`,
        namespace: topology.interfaces.find(({ id }) => id === row.interface)?.namespace ?? null,
        interface: row.interface,
        isMarked: marks?.neighbours.has(row) === true,
        cells: [name(row.interface), code(row.address), code(row.mac ?? ''), code(row.state)],
      })),
    },
    {
      id: 'nat',
      listing: 'nat',
      columns: ['namespace', 'chain', 'rule', 'packets', 'bytes'],
      rows: topology.natRules.map((rule, index) => ({
        key: `${index} ${rule.text}`,
        namespace: rule.namespace,
        interface: outInterface(topology, rule),
        isMarked: marks?.rules.has(rule.text) === true,
        cells: [
          place(rule.namespace),
          code(rule.chain),
          code(rule.text),
          figure(rule.counters?.packets),
          figure(rule.counters?.bytes),
        ],
      })),
    },
    {
      id: 'filter',
      listing: 'filter',
      columns: ['namespace', 'table', 'chain', 'rule', 'packets', 'bytes'],
      rows: (topology.filterRules ?? []).map((rule, index) => ({
        key: `${index} ${rule.text}`,
        namespace: rule.namespace,
        interface: outInterface(topology, rule),
        isMarked: marks?.rules.has(rule.text) === true,
        cells: [
          place(rule.namespace),
          code(rule.table),
          code(rule.chain),
          code(rule.text),
          figure(rule.counters?.packets),
          figure(rule.counters?.bytes),
        ],
      })),
    },
    {
      id: 'conntrack',
      listing: 'conntrack',
      columns: ['namespace', 'protocol', 'original', 'reply'],
      rows: connections.map((connection) => ({
        key: `${connection.namespace} ${connection.text}`,
        namespace: connection.namespace,
        interface: null,
        isMarked: marks?.connections.has(connection) === true,
        cells: [
          place(connection.namespace),
          code(connection.protocol),
          code(tupleText(connection.original)),
          code(tupleText(connection.reply)),
        ],
      })),
    },
    {
      id: 'containers',
      listing: null,
      columns: ['machine', 'name', 'id', 'image', 'state', 'pid', 'networks'],
      rows: topology.namespaces.flatMap(({ id, machine, name: own, container }) => {
        if (container === null) return []
        const nic = topology.interfaces.find((each) => each.namespace === id && each.kind !== 'loopback')?.id ?? null
        return {
          key: id,
          namespace: id,
          interface: nic,
          isMarked: usesInterface(nic),
          cells: [
            words(machineName(topology, machine)),
            words(own),
            code(container.id.slice(0, 12)),
            words(container.image),
            words(container.state),
            words(container.pid || '—'),
            words(container.networks.join(', ')),
          ],
        }
      }),
    },
    {
      id: 'networks',
      listing: 'networks',
      columns: ['machine', 'name', 'driver', 'subnets', 'bridge'],
      rows: topology.networks.map((network) => ({
        key: network.id,
        namespace: `${network.machine}/host`,
        interface: network.bridge,
        isMarked: usesInterface(network.bridge),
        cells: [
          words(machineName(topology, network.machine)),
          words(network.name),
          words(network.driver),
          code(network.subnets.join(', ')),
          network.bridge === null ? code('') : name(network.bridge),
        ],
      })),
    },
  ]
}

/** What dockerveth prints: which container's interface is joined with which of the host's, and that one's bridge. */
function vethRows(topology: Topology, marks: PacketMarks | null): readonly FactRow[] {
  const nics = new Map(topology.interfaces.map((nic) => [nic.id, nic]))
  const isContainers = (id: InterfaceId) =>
    topology.namespaces.find((each) => each.id === nics.get(id)?.namespace)?.kind === 'container'
  return topology.wires.flatMap(({ kind, ends }) => {
    if (kind !== 'veth') return []
    const [inner, outer] = isContainers(ends[1]) && !isContainers(ends[0]) ? [ends[1], ends[0]] : ends
    const own = nics.get(inner)
    const master = nics.get(outer)?.master ?? null
    return {
      key: inner,
      namespace: own?.namespace ?? null,
      interface: outer,
      isMarked: marks?.interfaces.has(inner) === true || marks?.interfaces.has(outer) === true,
      cells: [
        words(own === undefined ? '—' : namespaceName(topology, own.namespace)),
        code(interfaceName(topology, inner)),
        code(interfaceName(topology, outer)),
        code(master === null ? '' : interfaceName(topology, master)),
      ],
    }
  })
}

function outInterface(
  topology: Topology,
  rule: {
    readonly namespace: NamespaceId
    readonly outInterface: { readonly value: string; readonly isNegated: boolean } | null
  },
): InterfaceId | null {
  const out = rule.outInterface
  if (out === null || out.isNegated) return null
  return topology.interfaces.find((nic) => nic.namespace === rule.namespace && nic.name === out.value)?.id ?? null
}

function tupleText({ source, destination, sourcePort, destinationPort, icmpId }: ConnectionTuple): string {
  const end = (address: string, port: number | null) => (port === null ? address : `${address}:${port}`)
  const id = icmpId === null ? '' : ` id ${icmpId}`
  return `${end(source, sourcePort)} → ${end(destination, destinationPort)}${id}`
}

/** The rows that contain every word of a search. */
export function searchFacts(rows: readonly FactRow[], search: string): readonly FactRow[] {
  const parts = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (parts.length === 0) return rows
  return rows.filter(({ cells }) => {
    const text = cells.map((cell) => cell.text.toLowerCase()).join('\n')
    return parts.every((part) => text.includes(part))
  })
}
