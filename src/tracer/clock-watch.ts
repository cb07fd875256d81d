import { nanosecondsBetween } from '../core/correlate/sighting'
import type { Journey } from '../core/journey/journey'
import type { Topology } from '../core/topology/topology'
import { createClockOffsetEstimator, type ClockOffset } from './capture/clock-offset'

/** Compares the clocks of WSL and Windows by the packets that both have seen. */
export interface ClockWatch {
  setTopology(topology: Topology): void
  /** Learns from one settled journey. */
  see(journey: Journey): void
  offset(): ClockOffset | null
}

/** One sample each way in so many milliseconds is enough; a flood must cost nothing. */
const sampleInterval = 10

/** A `ClockWatch` that looks at the wires between a WSL distro and Windows: there a packet is at both at once. */
export function createClockWatch(now: () => number): ClockWatch {
  const estimator = createClockOffsetEstimator()
  let windowsSide = new Map<string, string>()
  let sampledAt = { toWindows: -Infinity, toWsl: -Infinity }

  return {
    setTopology: (topology) => {
      const machines = new Map(topology.namespaces.map(({ id, machine }) => [id as string, machine as string]))
      const machineOf = new Map(
        topology.interfaces.map(({ id, namespace }) => [id as string, machines.get(namespace) ?? '']),
      )
      windowsSide = new Map()
      for (const { ends } of topology.wires) {
        for (const [wsl, windows] of [ends, [ends[1], ends[0]] as const]) {
          if (machineOf.get(wsl)?.startsWith('wsl:') && machineOf.get(windows) === 'windows')
            windowsSide.set(wsl, windows)
        }
      }
    },
    see: ({ sightings }) => {
      if (windowsSide.size === 0) return
      const at = now()
      for (let index = 1; index < sightings.length; index++) {
        const first = sightings[index - 1]!
        const second = sightings[index]!
        const [here, there] = [first.point.interface ?? '', second.point.interface ?? '']
        const direction =
          windowsSide.get(here) === there ? 'toWindows' : windowsSide.get(there) === here ? 'toWsl' : null
        if (direction === null || at - sampledAt[direction] < sampleInterval) continue
        sampledAt = { ...sampledAt, [direction]: at }
        const elapsed = nanosecondsBetween(first, second)
        estimator.add(direction, direction === 'toWindows' ? elapsed : -elapsed, at)
      }
    },
    offset: () => estimator.estimate(),
  }
}
