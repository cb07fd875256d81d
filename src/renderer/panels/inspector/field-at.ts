import type { Layer, LayerField } from '../../../core/decode/layer'

/** The narrowest header field that holds a byte, with its header; null when none does. */
export function fieldAt(layers: readonly Layer[], offset: number): { layer: Layer; field: LayerField } | null {
  let best: { layer: Layer; field: LayerField } | null = null
  for (const layer of layers) {
    for (const field of layer.fields) {
      if (offset < field.start || offset >= field.end) continue
      if (best === null || field.end - field.start < best.field.end - best.field.start) best = { layer, field }
    }
  }
  return best
}
