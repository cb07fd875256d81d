import { nanosecondsBetween, type Sighting } from '../../core/correlate/sighting'
import { clockOf } from './clock-of'
import type { Journey, Rewrite } from '../../core/journey/journey'
import type { InterfaceId } from '../../core/topology/topology'

/** One line of the inspector: a place that the packet was seen at, or one that it must have passed. */
export type Hop =
  | {
      readonly kind: 'seen'
      readonly number: number
      readonly index: number
      readonly sighting: Sighting
      /** What had changed since the hop before. */
      readonly rewrites: readonly Rewrite[]
      /** Since the sighting before, null for the first. */
      readonly since: Elapsed | null
    }
  | { readonly kind: 'inferred'; readonly number: number; readonly interface: InterfaceId }

/** Time between two sightings; an error of null says that two clocks were read that nobody compared. */
export interface Elapsed {
  readonly nanoseconds: number
  readonly error: number | null
}

/** Windows clock minus WSL clock in nanoseconds. */
export interface ClockOffset {
  readonly offset: number
  readonly error: number
}

/** A journey's hops in path order. Times across two machines are corrected by `clock` where it is known. */
export function listHops(journey: Journey, clock: ClockOffset | null): readonly Hop[] {
  const hops: Hop[] = []
  const pushInferred = (after: number) => {
    for (const hop of journey.inferred) {
      if (hop.after === after) hops.push({ kind: 'inferred', number: hops.length + 1, interface: hop.interface })
    }
  }
  pushInferred(-1)
  journey.sightings.forEach((sighting, index) => {
    const before = journey.sightings[index - 1]
    hops.push({
      kind: 'seen',
      number: hops.length + 1,
      index,
      sighting,
      rewrites: journey.rewrites.filter((rewrite) => rewrite.after === index - 1),
      since: before ? elapsed(before, sighting, clock) : null,
    })
    pushInferred(index)
  })
  return hops
}

/** Time from one sighting to another, with the error that comes from reading two clocks. */
export function elapsed(before: Sighting, after: Sighting, clock: ClockOffset | null): Elapsed {
  const nanoseconds = nanosecondsBetween(before, after)
  const from = clockOf(before.point)
  const to = clockOf(after.point)
  if (from === to) return { nanoseconds, error: 0 }
  if (clock === null) return { nanoseconds, error: null }
  return { nanoseconds: nanoseconds + (to === 'windows' ? -clock.offset : clock.offset), error: clock.error }
}
