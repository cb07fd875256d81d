import type { HeaderField } from '../../core/lesson/lesson'
import { fieldText } from '../../core/lesson/questions'
import type { HeaderValues } from '../../core/playback/header-values'
import type { TokenPosition } from '../../core/playback/positions-at'

/** One line of a header card: a field with its value, and the one that it replaced while that is being told. */
export interface HeaderRow {
  readonly field: HeaderField
  readonly value: string
  readonly before: string | null
}

const order: readonly HeaderField[] = [
  'sourceMac',
  'destinationMac',
  'source',
  'destination',
  'ttl',
  'icmpId',
  'sourcePort',
  'destinationPort',
]

/** The header of a packet as it is where it stands; only fields that it has. */
export function headerRows({ header, rewrite }: Pick<TokenPosition, 'header' | 'rewrite'>): readonly HeaderRow[] {
  if (header === null) return []
  return order.flatMap((field): HeaderRow[] => {
    const value = textOf(header, field)
    if (value === '') return []
    const change = rewrite?.rewrites.find((each) => each.field === field)
    const before = change === undefined ? value : String(change.from)
    return [{ field, value, before: before === value ? null : before }]
  })
}

/** Every value that a field has anywhere on a packet's way. */
export function valuesOnTheWay({ stations }: Pick<TokenPosition, 'stations'>, field: HeaderField): readonly string[] {
  return [...new Set(stations.flatMap(({ packet }) => (packet === null ? [] : fieldText(packet, field))))]
}

function textOf(header: HeaderValues, field: HeaderField): string {
  const value = header[field]
  return value === -1 ? '' : String(value)
}
