import type { TokenPosition } from '../../core/playback/positions-at'
import { findWirePath, type WirePath } from './find-wire-path'
import type { Point } from './geometry'
import { mapIndex } from './map-index'
import type { MapLayout } from './map-layout'
import { pointAt } from './path'
import { packetMeaning } from './packet-meaning'
import type { Meaning } from './theme'

/** One packet, or several of one meaning that are too close to tell apart, on the map. */
export interface PlacedToken {
  /** The newest of them. */
  readonly position: TokenPosition
  readonly meaning: Meaning
  /** In map units. */
  readonly point: Point
  /** The way it is on, null while it stands at an interface. */
  readonly path: WirePath | null
  /** How far along that way, 0 to 1. */
  readonly share: number
  /** All of them, oldest first. */
  readonly members: readonly TokenPosition[]
  /** Its place in the ring of an opened bundle; null outside of one. */
  readonly fan: { readonly index: number; readonly of: number } | null
}

/** How tokens are put on the map. */
export interface PlaceOptions {
  /** Without motion tokens stand at interfaces and places of change only. */
  readonly isStill: boolean
  /** The journeys of the bundle that is open: they stand in a ring, each for itself. */
  readonly fanned: ReadonlySet<number>
  /** However crowded it is, tokens that are on their way are never bundled. */
  readonly isApart: boolean
  /** Whoever is pointed at or selected stands out of any bundle. */
  readonly highlighted: ReadonlySet<number>
}

/** More tokens than this at once and those close together become one with a count. */
const crowdedFrom = 40
/** Map units within which tokens of one meaning on one way are bundled. */
const bundleLength = 26
/** An opened bundle shows so many of its packets; the others stay together in its middle. */
const mostFanned = 18

/** Puts positions on the map. What stands on an interface that the map does not show is left out. */
export function placeTokens(
  layout: MapLayout,
  positions: readonly TokenPosition[],
  { isStill, fanned, isApart, highlighted }: PlaceOptions,
): PlacedToken[] {
  const placed = positions.flatMap((position) => placeToken(layout, position, isStill) ?? [])
  const isFanned = ({ position }: PlacedToken) => fanned.size > 0 && fanned.has(position.journey.id)
  const ring = placed.filter(isFanned).slice(0, mostFanned)
  const inRing = new Set(ring)
  const others = ring.length === 0 ? placed : placed.filter((token) => !inRing.has(token))
  const middle = ring[0]?.point
  const spread = ring.map((token, index) => ({ ...token, point: middle!, fan: { index, of: ring.length } }))
  return [...bundle(others, positions.length > crowdedFrom && !isApart, highlighted), ...spread]
}

function placeToken(layout: MapLayout, position: TokenPosition, isStill: boolean): PlacedToken | null {
  const { from, to, journey } = position
  const meaning = packetMeaning(journey)
  const common = { position, meaning, members: [position], fan: null }
  const path = from === to ? null : findWirePath(layout, from.interface, to.interface)
  if (path === null) {
    const { ports } = mapIndex(layout)
    const point = ports.get(from.interface)?.centre ?? ports.get(to.interface)?.centre ?? null
    return point && { ...common, point, path: null, share: 0 }
  }
  const share = isStill ? stillShare(position, path) : shareOf(position, path)
  return { ...common, point: pointAt(path.sampled, share), path, share }
}

/** Half of a leg with rewrites lies before the place of change, wherever on the way that is. */
function shareOf({ progress, rewrite }: TokenPosition, { changeAt }: WirePath): number {
  if (rewrite === null) return ease(progress)
  return progress <= 0.5 ? 2 * progress * changeAt : changeAt + (2 * progress - 1) * (1 - changeAt)
}

/** Without motion a token stands at an interface or at the place of change, and nowhere between. */
function stillShare({ progress, rewrite }: TokenPosition, { changeAt }: WirePath): number {
  if (rewrite !== null && progress === 0.5) return changeAt
  return progress < 0.5 ? 0 : 1
}

/** Sets out and arrives slowly: 0 to 1 for 0 to 1. */
export function ease(t: number): number {
  return t * t * (3 - 2 * t)
}

function bundle(tokens: readonly PlacedToken[], isCrowded: boolean, highlighted: ReadonlySet<number>): PlacedToken[] {
  const bundles = new Map<string, { point: Point; token: PlacedToken; members: TokenPosition[] }>()
  const result: PlacedToken[] = []
  for (const token of tokens) {
    const key = highlighted.has(token.position.journey.id) ? null : bundleKey(token, isCrowded)
    if (key === null) {
      result.push(token)
      continue
    }
    const known = bundles.get(key)
    if (known === undefined) bundles.set(key, { point: token.point, token, members: [token.position] })
    else {
      known.token = token
      known.members.push(token.position)
    }
  }
  for (const { token, point, members } of bundles.values()) {
    result.push(members.length === 1 ? token : { ...token, point, members })
  }
  return result
}

function bundleKey({ position, meaning, path, share }: PlacedToken, isCrowded: boolean): string | null {
  const { phase, from, to, ending } = position
  if (phase === 'waiting') return `${from.interface} waits ${meaning}`
  if (!isCrowded) return null
  if (path === null) return `${from.interface} ${ending?.verdict.kind ?? ''} ${meaning}`
  const place = phase === 'rewriting' ? 'change' : Math.floor((share * path.sampled.length) / bundleLength)
  return `${from.interface} > ${to.interface} ${meaning} ${place}`
}
