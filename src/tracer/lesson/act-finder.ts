import { nanosecondsBetween } from '../../core/correlate/sighting'
import type { Journey } from '../../core/journey/journey'
import { buildTimeline } from '../../core/playback/build-timeline'
import { openWindow, planTimeline, type TimelinePlan } from '../../core/playback/plan-timeline'
import type { Act } from '../../core/playback/timeline'
import type { Topology } from '../../core/topology/topology'

/** Finds a journey's act on the timeline that a recording of these journeys plays on; of a long one window by window. */
export function createActFinder(
  journeys: readonly Journey[],
  topology: Topology,
): (journey: Journey) => Act | undefined {
  const sorted = journeys
    .filter(({ sightings }) => sightings.length > 0)
    .sort((a, b) => nanosecondsBetween(b.sightings[0]!, a.sightings[0]!))
  const plan = planOf(sorted, topology)
  const indexes = new Map(sorted.map((journey, index) => [journey, index]))
  let opened = -1
  let acts = new Map<Journey, Act>()
  return (journey) => {
    const index = indexes.get(journey)
    if (index === undefined) return undefined
    const window = plan === null ? 0 : plan.windows.findIndex(({ first, end }) => index >= first && index < end)
    if (window !== opened) {
      opened = window
      const timeline = plan === null ? buildTimeline(sorted, { topology }) : openWindow(plan, sorted, window, topology)
      acts = new Map(timeline.acts.map((act) => [act.journey, act]))
    }
    return acts.get(journey)
  }
}

function planOf(journeys: readonly Journey[], topology: Topology): TimelinePlan | null {
  const planning = planTimeline(journeys, topology)
  let step = planning.next()
  while (step.done !== true) step = planning.next()
  return step.value
}
