import type { CapturePoint } from '../../core/correlate/sighting'

/**
 * Known capture points with others added, in order of index. Every message carries its points anew: one that says the
 * same as the known one gives way to it, and `known` itself is returned when nothing is new, so that nothing is laid out
 * again.
 */
export function mergePoints(known: readonly CapturePoint[], others: readonly CapturePoint[]): readonly CapturePoint[] {
  const merged = new Map(known.map((point) => [point.index, point]))
  const news = others.filter((point) => !isSame(point, merged.get(point.index)))
  if (news.length === 0) return known
  for (const point of news) merged.set(point.index, point)
  return [...merged.values()].sort((a, b) => a.index - b.index)
}

function isSame(a: CapturePoint, b: CapturePoint | undefined): boolean {
  return (
    b !== undefined &&
    a.interface === b.interface &&
    a.interfaceName === b.interfaceName &&
    a.machine === b.machine &&
    a.namespace === b.namespace
  )
}
