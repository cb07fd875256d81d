import type { Point } from './geometry'
import { keepInView, toMap, zoomAt, type View } from './view'

/** Below this zoom labels are too small to read across a room. */
export const smallestReadable = 0.7
/** How long the camera takes for two thirds of its way, in milliseconds. */
const settlingTime = 350
/** Closer than this many pixels it stands. */
const near = 0.5

/**
 * The view after the camera has followed a packet at a point of the screen for `elapsed` milliseconds: gently to where the
 * packet is well inside the picture, and near enough to be read. Without `isGentle` it is there at once. The same view is
 * returned while nothing needs to move.
 */
export function followView(
  view: View,
  packet: Point,
  size: { readonly width: number; readonly height: number },
  elapsed: number,
  isGentle: boolean,
): View {
  const part = isGentle ? 1 - Math.exp(-Math.max(0, elapsed) / settlingTime) : 1
  const place = toMap(view, packet)
  const missing = smallestReadable / view.zoom
  const isSmall = missing > 1.01
  const nearer = isSmall ? zoomAt(view, packet, Math.pow(missing, part)) : view
  const goal = keepInView(nearer, place, size.width, size.height)
  const [dx, dy] = [goal.x - nearer.x, goal.y - nearer.y]
  if (!isSmall && Math.hypot(dx, dy) < near) return view
  return { ...nearer, x: nearer.x + dx * part, y: nearer.y + dy * part }
}
