import type { FieldPair, LayerPair } from '../../state/compare-layers'

/** Which frame of a hop: the one that came in or the one that went out. */
export type Side = 'in' | 'out'

/** A stretch of a frame, in bytes from its start. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** What is pointed at, in both frames of a hop. */
export interface LitField {
  readonly in: ByteRange | null
  readonly out: ByteRange | null
}

/** The narrowest header field that holds a byte of one frame, with its header; null when none does. */
export function fieldAt(
  layers: readonly LayerPair[],
  side: Side,
  offset: number,
): { readonly layer: LayerPair; readonly pair: FieldPair } | null {
  let best: { readonly layer: LayerPair; readonly pair: FieldPair } | null = null
  let narrowest = Infinity
  for (const layer of layers) {
    for (const pair of layer.fields) {
      const field = pair[side]
      if (field === null || offset < field.start || offset >= field.end) continue
      if (field.end - field.start >= narrowest) continue
      narrowest = field.end - field.start
      best = { layer, pair }
    }
  }
  return best
}

/** What lights up for a byte: its field in both frames, or the byte alone where no field holds it. */
export function litByByte(layers: readonly LayerPair[], side: Side, offset: number): LitField {
  const found = fieldAt(layers, side, offset)
  if (found !== null) return found.pair
  const range = { start: offset, end: offset + 1 }
  return side === 'in' ? { in: range, out: null } : { in: null, out: range }
}
