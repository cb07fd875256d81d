import { journeyFacts } from '../../core/filter/journey-facts'
import type { Journey, Verdict } from '../../core/journey/journey'
import type { ClockOffset } from './list-hops'
import type { JourneyHistory } from './journey-history'
import { summarizeJourney } from './summarize-journey'

/** What the packet list can be sorted by. */
export type SortColumn = 'packet' | 'sequence' | 'sender' | 'destination' | 'path' | 'rewrites' | 'verdict' | 'time'

/** How the list is sorted; the order of arrival when there is none. */
export interface ListSort {
  readonly column: SortColumn
  readonly isDescending: boolean
}

/** How the packets are listed, beside the filter. */
export interface ListOptions {
  readonly sort: ListSort | null
  /** Only the first packet of each exchange, except of those in `toggled`; else all, except of those. */
  readonly isFolded: boolean
  /** Exchanges that are the other way. */
  readonly toggled: ReadonlySet<number>
  /** Exchanges that stand first, whatever the filter and the order say. */
  readonly pinned: ReadonlySet<number>
}

/** One row of the packet list. */
export interface ListRow {
  readonly journey: Journey
  /** The first of its exchange that is listed; the others belong to it. */
  readonly isHead: boolean
  /** Of a head: how many others its exchange has here. */
  readonly others: number
  readonly isUnfolded: boolean
  readonly isPinned: boolean
}

export const plainList: ListOptions = { sort: null, isFolded: false, toggled: new Set(), pinned: new Set() }

/**
 * The rows of the packet list: exchanges in order of arrival or as sorted, pinned ones first, each with its packets
 * below its first one.
 */
export function listRows(
  journeys: readonly Journey[],
  { sort, isFolded, toggled, pinned }: ListOptions,
  { history, clock }: { readonly history: JourneyHistory; readonly clock: ClockOffset | null },
): readonly ListRow[] {
  const plain = sort === null && pinned.size === 0 ? listInOrder(journeys, isFolded, toggled) : null
  if (plain !== null) return plain
  const kept = pinned.size === 0 ? journeys : journeys.filter(({ exchange }) => !pinned.has(exchange))
  const groups = groupByExchange(kept)
  const sorted = sort === null ? groups : sortGroups(groups, sort, history, clock)
  const first = [...pinned].map((exchange) => history.ofExchange(exchange)).filter((group) => group.length > 0)
  const rows: ListRow[] = []
  const add = (group: readonly Journey[], isPinned: boolean) => {
    const head = group[0]!
    const isUnfolded = isFolded === toggled.has(head.exchange)
    rows.push({ journey: head, isHead: true, others: group.length - 1, isUnfolded, isPinned })
    if (!isUnfolded) return
    for (let index = 1; index < group.length; index++) {
      rows.push({ journey: group[index]!, isHead: false, others: 0, isUnfolded, isPinned })
    }
  }
  for (const group of first) add(group, true)
  for (const group of sorted) add(group, false)
  return rows
}

/** The rows in one pass, which a long list asks for at every batch; null when an exchange does not stand in one piece. */
function listInOrder(
  journeys: readonly Journey[],
  isFolded: boolean,
  toggled: ReadonlySet<number>,
): readonly ListRow[] | null {
  const rows: ListRow[] = []
  let exchange = -Infinity
  let head: { -readonly [Key in keyof ListRow]: ListRow[Key] } | null = null
  for (const journey of journeys) {
    if (head !== null && journey.exchange === exchange) {
      head.others++
      if (head.isUnfolded) rows.push({ journey, isHead: false, others: 0, isUnfolded: true, isPinned: false })
      continue
    }
    if (journey.exchange < exchange) return null
    exchange = journey.exchange
    head = { journey, isHead: true, others: 0, isUnfolded: isFolded === toggled.has(exchange), isPinned: false }
    rows.push(head)
  }
  return rows
}

/**
 * Journeys come in order of id, and an exchange nearly always in one piece and after those before it: a table of places
 * is made only when that is not so.
 */
function groupByExchange(journeys: readonly Journey[]): (readonly Journey[])[] {
  const groups: Journey[][] = []
  let places: Map<number, number> | null = null
  let last: Journey[] | undefined
  let newest = -Infinity
  for (const journey of journeys) {
    const { exchange } = journey
    if (last?.[0]?.exchange === exchange) {
      last.push(journey)
      continue
    }
    if (exchange <= newest) places ??= new Map(groups.map((group, place) => [group[0]!.exchange, place]))
    const place: number | undefined = exchange > newest ? undefined : places?.get(exchange)
    if (place === undefined) {
      places?.set(exchange, groups.length)
      last = [journey]
      groups.push(last)
    } else {
      last = groups[place]!
      last.push(journey)
    }
    newest = Math.max(newest, exchange)
  }
  return groups
}

const verdictOrder: Readonly<Record<Verdict['kind'], number>> = {
  lost: 0,
  rejected: 1,
  expired: 2,
  'in-flight': 3,
  delivered: 4,
  answered: 5,
}

function sortGroups(
  groups: readonly (readonly Journey[])[],
  { column, isDescending }: ListSort,
  history: JourneyHistory,
  clock: ClockOffset | null,
): (readonly Journey[])[] {
  const keyed = groups.map((group) => ({ group, key: sortKey(group[0]!, column, history, clock) }))
  const sign = isDescending ? -1 : 1
  // What has no value comes last, whichever way.
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null)
    return a.key < b.key ? -sign : a.key > b.key ? sign : 0
  })
  return keyed.map(({ group }) => group)
}

function sortKey(
  journey: Journey,
  column: SortColumn,
  history: JourneyHistory,
  clock: ClockOffset | null,
): string | number | null {
  switch (column) {
    case 'packet':
      return journey.kind
    case 'sequence':
      return journey.sequence
    case 'sender':
      return addressKey(journeyFacts(journey).shape.source)
    case 'destination':
      return addressKey(journeyFacts(journey).shape.destination)
    case 'path':
      return journey.sightings.length
    case 'rewrites':
      return summarizeJourney(journey, history, clock).translations
    case 'verdict':
      return verdictOrder[journey.verdict.kind]
    case 'time':
      return summarizeJourney(journey, history, clock).time?.nanoseconds ?? null
  }
}

/** Octets of one width each, so that 10.0.0.9 stands before 10.0.0.10. */
function addressKey(address: string): string {
  return address.includes(':') ? address : address.replace(/\d+/g, (octet) => octet.padStart(3, '0'))
}
