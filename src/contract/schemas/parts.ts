import * as v from 'valibot'

/** Text that crosses the wire; a name, an address, a rule or a sentence of at most `limit` UTF-16 units. */
export const text = (limit = 4096) => v.pipe(v.string(), v.maxLength(limit))

/** An array of at most `limit` items. */
export const list = <const Item extends v.GenericSchema>(item: Item, limit: number) =>
  v.pipe(v.array(item), v.maxLength(limit))

/** A whole number from 0 to 2^53 - 1. */
export const count = () => v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** A whole number in a closed range. */
export const integer = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most))

/** Bytes, at most `limit` of them. */
export const bytes = (limit: number) =>
  v.pipe(
    v.instance(Uint8Array),
    v.check((value) => value.byteLength <= limit, `at most ${limit} bytes`),
  )
