import type { CopyPosition } from '../../core/playback/copies-at'
import type { DrawContext } from './draw-context'
import { findWirePath } from './find-wire-path'
import { mapIndex } from './map-index'
import type { MapLayout } from './map-layout'
import { pointAt } from './path'
import { ease } from './place-tokens'
import { packetMeaning } from './packet-meaning'
import type { TokenStamp } from './token-stamp'
import { toScreen, type View } from './view'

/** A copy is smaller and paler than the packet that goes to who is asked for. */
const copySize = 0.62
const copyAlpha = 0.6

/** Draws the copies of broadcasts on the ways on which bridges sent them; without motion they stand at their ends. */
export function drawCopies(
  context: DrawContext,
  layout: MapLayout,
  {
    copies,
    view,
    stamp,
    isStill,
  }: {
    readonly copies: readonly CopyPosition[]
    readonly view: View
    readonly stamp: TokenStamp
    readonly isStill: boolean
  },
  radius: number,
): void {
  for (const { journey, from, to, progress, faded } of copies) {
    const path = findWirePath(layout, from, to)
    const share = isStill ? Math.round(progress) : ease(progress)
    const point = path === null ? mapIndex(layout).ports.get(to)?.centre : pointAt(path.sampled, share)
    if (point === undefined) continue
    const { x, y } = toScreen(view, point)
    context.globalAlpha = copyAlpha * (1 - faded)
    stamp(context, { meaning: packetMeaning(journey), hue: journey.exchange, radius: radius * copySize }, x, y)
  }
  context.globalAlpha = 1
}
