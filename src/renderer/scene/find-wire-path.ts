import type { InterfaceId } from '../../core/topology/topology'
import { mapIndex } from './map-index'
import type { MapLayout, SegmentLayout } from './map-layout'
import { endOfPath, joinPaths, linePath, railPath, reversePath, samplePath, type Path, type SampledPath } from './path'

/** The way of a token between two interfaces. */
export interface WirePath {
  readonly path: Path
  readonly sampled: SampledPath
  /** Share of the length at which headers change: at the gate when there is one. */
  readonly changeAt: number
  readonly gate: string | null
  /** True when it leads over interfaces that are not its ends, or where no way is known. */
  readonly isInferred: boolean
  /** True when the map shows no line there. */
  readonly isHidden: boolean
}

interface Step {
  readonly segment: SegmentLayout
  readonly to: InterfaceId
}

interface Ways {
  readonly steps: ReadonlyMap<InterfaceId, readonly Step[]>
  readonly found: Map<InterfaceId, Map<InterfaceId, WirePath | null>>
}

const waysOf = new WeakMap<MapLayout, Ways>()

/**
 * The way between two interfaces along the map's wires and passages, the one with the fewest of them; a straight dashed
 * line when none leads there, null when the map does not show one of them. Found once for each layout.
 */
export function findWirePath(layout: MapLayout, from: InterfaceId, to: InterfaceId): WirePath | null {
  let ways = waysOf.get(layout)
  if (ways === undefined) {
    ways = { steps: stepsOf(layout), found: new Map() }
    waysOf.set(layout, ways)
  }
  let fromHere = ways.found.get(from)
  if (fromHere === undefined) {
    fromHere = new Map()
    ways.found.set(from, fromHere)
  }
  const known = fromHere.get(to)
  if (known !== undefined) return known
  // Found in one direction and turned round for the other, so that both lead the same way where several are as short.
  const path = from <= to ? makePath(layout, ways.steps, from, to) : turn(findWirePath(layout, to, from))
  fromHere.set(to, path)
  return path
}

function turn(way: WirePath | null): WirePath | null {
  if (way === null) return null
  const path = reversePath(way.path)
  return { ...way, path, sampled: samplePath(path), changeAt: 1 - way.changeAt }
}

function stepsOf(layout: MapLayout): Map<InterfaceId, Step[]> {
  const steps = new Map<InterfaceId, Step[]>()
  for (const segment of layout.segments) {
    for (const [from, to] of [segment.ends, [segment.ends[1], segment.ends[0]] as const]) {
      steps.set(from, [...(steps.get(from) ?? []), { segment, to }])
    }
  }
  return steps
}

function makePath(layout: MapLayout, steps: Ways['steps'], from: InterfaceId, to: InterfaceId): WirePath | null {
  const start = mapIndex(layout).ports.get(from)?.centre
  const end = mapIndex(layout).ports.get(to)?.centre
  if (start === undefined || end === undefined) return null
  const route = shortest(steps, from, to)
  if (route === null) {
    const path = linePath(start, end)
    return { path, sampled: samplePath(path), changeAt: 0.5, gate: null, isInferred: true, isHidden: true }
  }
  let path: Path = linePath(start)
  let gate: string | null = null
  let change: number | null = null
  let at = from
  let rail: { readonly x: number; readonly before: Path } | null = null
  for (const { segment, to: next } of route) {
    const isForward = segment.ends[0] === at && segment.ends[1] === next
    const own = isForward ? segment.path : reversePath(segment.path)
    const before = path
    if (rail !== null && rail.x === segment.railX) {
      path = joinPaths(rail.before, railPath(endOfPath(rail.before), rail.x, endOfPath(own)))
    } else path = joinPaths(path, own)
    rail = segment.railX === null ? null : { x: segment.railX, before }
    const isBetter = segment.gate !== null ? gate === null : change === null && segment.kind === 'passage'
    if (isBetter) {
      gate = segment.gate
      const share = isForward ? segment.changeAt : 1 - segment.changeAt
      change = samplePath(before).length + share * samplePath(own).length
    }
    at = next
  }
  const sampled = samplePath(path)
  return {
    path,
    sampled,
    changeAt: change === null || sampled.length === 0 ? 0.5 : Math.min(1, change / sampled.length),
    gate,
    isInferred: route.length > 1,
    isHidden: route.some(({ segment }) => !segment.isDrawn),
  }
}

function shortest(steps: Ways['steps'], from: InterfaceId, to: InterfaceId): readonly Step[] | null {
  const cameBy = new Map<InterfaceId, { readonly from: InterfaceId; readonly step: Step } | null>([[from, null]])
  const queue = [from]
  for (let at = queue.shift(); at !== undefined && at !== to; at = queue.shift()) {
    for (const step of steps.get(at) ?? []) {
      if (cameBy.has(step.to)) continue
      cameBy.set(step.to, { from: at, step })
      queue.push(step.to)
    }
  }
  if (!cameBy.has(to)) return null
  const route: Step[] = []
  for (let by = cameBy.get(to); by; by = cameBy.get(by.from)) route.unshift(by.step)
  return route
}
