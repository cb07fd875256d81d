import type { ListingKind } from '../../core/topology/listing-command'
import type { NamespaceId, Topology } from '../../core/topology/topology'
import type { PacketMarks } from './packet-marks'

/** A line of a listing as it was printed. */
export interface PrintedLine {
  readonly text: string
  /** The selected packet made use of what it says. */
  readonly isMarked: boolean
  /** It was not there at the reading before. */
  readonly isNew: boolean
}

/** A listing's lines, with what a packet made use of and what is new since the reading before. */
export function printedLines(
  text: string,
  before: string | null,
  used: {
    readonly kind: ListingKind
    readonly namespace: NamespaceId
    readonly topology: Topology
    readonly marks: PacketMarks | null
  },
): readonly PrintedLine[] {
  const known = before === null ? null : new Set(before.split('\n').map(withoutCounters))
  const isUsed = used.marks === null ? () => false : lineTest(used.kind, used.namespace, used.topology, used.marks)
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => ({ text: line, isMarked: isUsed(line), isNew: known !== null && !known.has(withoutCounters(line)) }))
}

/** Counters, ages and times run by themselves. */
function withoutCounters(line: string): string {
  return line
    .replace(/^\[\d+:\d+\] /, '')
    .replace(/\b\d+ ESTABLISHED\b|^(\w+ +\d+ \w+ +\d+) \d+/, '$1')
    .replace(/\b\d+sec\b/g, '')
}

/** A line is marked only where it is surely what the packet made use of. */
function lineTest(
  kind: ListingKind,
  namespace: NamespaceId,
  topology: Topology,
  marks: PacketMarks,
): (line: string) => boolean {
  switch (kind) {
    case 'nat':
    case 'filter':
      return (line) => marks.rules.has(line.replace(/^\[\d+:\d+\] /, ''))
    case 'conntrack': {
      const ends = [...marks.connections].map(({ text }) => endsOf(text))
      return (line) => line !== '' && ends.includes(endsOf(line))
    }
    case 'routes': {
      const heads = [...marks.routes].flatMap((route) => {
        if (route.namespace !== namespace) return []
        const name = topology.interfaces.find(({ id }) => id === route.interface)?.name ?? ''
        const destination = /^(?:0\.0\.0\.0|::)\/0$/.test(route.destination)
          ? 'default'
          : route.destination.replace(/\/32$/, '')
        return [`${destination} ${route.gateway === null ? '' : `via ${route.gateway} `}dev ${name} `]
      })
      return (line) => heads.some((head) => `${line} `.startsWith(head))
    }
    case 'addresses':
    case 'veths': {
      const names = topology.interfaces
        .filter((nic) => nic.namespace === namespace && marks.interfaces.has(nic.id))
        .map(({ name }) => name)
      return (line) => names.some((name) => new RegExp(`^\\d+: ${escape(name)}[@:]`).test(line))
    }
    case 'neighbours': {
      const heads = [...marks.neighbours].map(
        ({ address, interface: id }) =>
          `${address} dev ${topology.interfaces.find((nic) => nic.id === id)?.name ?? ''} `,
      )
      return (line) => heads.some((head) => line.startsWith(head))
    }
    case 'networks':
      return () => false
  }
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** What tells an entry of conntrack from all others: its ends, without times and states. */
function endsOf(text: string): string {
  return (text.match(/\b(?:src|dst|sport|dport|id)=\S+/g) ?? []).join(' ')
}
