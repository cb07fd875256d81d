import type { Sighting } from '../../core/correlate/sighting'
import type { Journey } from '../../core/journey/journey'

/** A header field that people compare; what differs between any two packets (ids, checksums, payload) is left out. */
export type ComparedField = 'source' | 'destination' | 'sourcePort' | 'destinationPort' | 'ttl' | 'size'

export const comparedFields: readonly ComparedField[] = [
  'source',
  'destination',
  'sourcePort',
  'destinationPort',
  'ttl',
  'size',
]

/** One place at which one of two packets or both were seen. */
export interface ComparedHop {
  readonly first: Sighting | null
  readonly second: Sighting | null
  /** Fields that differ; empty where only one was seen. */
  readonly differences: ReadonlySet<ComparedField>
}

/** Two packets side by side. */
export interface Comparison {
  /** In path order; a place that both passed in the same order stands in one row. */
  readonly hops: readonly ComparedHop[]
  /** Index of the last row before the ways part, -1 when they start at different places; null when they never part. */
  readonly partsAfter: number | null
}

/** Lays two packets beside each other by the interfaces at which they were seen. */
export function compareJourneys(first: Journey, second: Journey): Comparison {
  const hops = align(first.sightings, second.sightings)
  const parting = hops.findIndex((hop) => hop.first === null || hop.second === null)
  return { hops, partsAfter: parting < 0 ? null : parting - 1 }
}

/** The value of a field as text, '' where the packet has none. */
export function comparedValue({ packet }: Sighting, field: ComparedField): string {
  if (field === 'size') return String(packet.end - packet.start)
  const value = packet[field]
  return typeof value === 'number' && value < 0 ? '' : String(value)
}

/** The longest common sequence of interfaces (a path has few hops, so the square of them costs nothing). */
function align(a: readonly Sighting[], b: readonly Sighting[]): ComparedHop[] {
  const isSame = (i: number, j: number) => placeOf(a[i]!) === placeOf(b[j]!)
  const common = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i]![j] = isSame(i, j) ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
    }
  }
  const hops: ComparedHop[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const [first, second] = [a[i] ?? null, b[j] ?? null]
    if (first !== null && second !== null && isSame(i, j)) {
      hops.push({ first, second, differences: differencesOf(first, second) })
      i++
      j++
    } else if (second === null || (first !== null && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      hops.push({ first, second: null, differences: new Set() })
      i++
    } else {
      hops.push({ first: null, second, differences: new Set() })
      j++
    }
  }
  return hops
}

function placeOf({ point }: Sighting): string {
  return point.interface ?? `${point.machine ?? ''} ${point.namespace ?? ''} ${point.interfaceName}`
}

function differencesOf(first: Sighting, second: Sighting): ReadonlySet<ComparedField> {
  return new Set(comparedFields.filter((field) => comparedValue(first, field) !== comparedValue(second, field)))
}
