import type { Layer, LayerField } from '../../core/decode/layer'

/** A header field as it came in and as it went out; null where the packet did not have it. */
export interface FieldPair {
  /** Unlike that of any other pair of the comparison. */
  readonly key: string
  readonly in: LayerField | null
  readonly out: LayerField | null
  readonly isChanged: boolean
}

/** A header as it came in and as it went out. */
export interface LayerPair {
  readonly key: string
  readonly in: Layer | null
  readonly out: Layer | null
  readonly fields: readonly FieldPair[]
}

/** Pairs the headers of two sightings of one packet, in the order of the second; `before` null pairs with nothing. */
export function compareLayers(before: readonly Layer[] | null, after: readonly Layer[]): readonly LayerPair[] {
  const paired = pairUp(before ?? [], after, ({ protocol, isQuoted }) => `${isQuoted ? 'quoted ' : ''}${protocol}`)
  return paired.map(({ key, in: came, out: went }) => ({
    key,
    in: came,
    out: went,
    fields: pairUp(came?.fields ?? [], went?.fields ?? [], ({ name }) => name).map((pair) => ({
      key: `${key} ${pair.key}`,
      in: pair.in,
      out: pair.out,
      isChanged: before !== null && pair.in?.value !== pair.out?.value,
    })),
  }))
}

interface Pair<Item> {
  readonly key: string
  readonly in: Item | null
  readonly out: Item | null
}

/** Pairs items of the same name in order of occurrence; what only `before` has comes last. */
function pairUp<Item>(before: readonly Item[], after: readonly Item[], nameOf: (item: Item) => string): Pair<Item>[] {
  const came = new Map(keyed(before, nameOf))
  const pairs: Pair<Item>[] = keyed(after, nameOf).map(([key, out]) => {
    const matching = came.get(key) ?? null
    came.delete(key)
    return { key, in: matching, out }
  })
  return [...pairs, ...Array.from(came, ([key, item]) => ({ key, in: item, out: null }))]
}

function keyed<Item>(items: readonly Item[], nameOf: (item: Item) => string): (readonly [string, Item])[] {
  const counts = new Map<string, number>()
  return items.map((item) => {
    const name = nameOf(item)
    const count = counts.get(name) ?? 0
    counts.set(name, count + 1)
    return [count === 0 ? name : `${name} ${count}`, item] as const
  })
}
