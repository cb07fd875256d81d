import type { RecordingContent } from '../../contract/messages'
import type { CapturePoint } from '../../core/correlate/sighting'
import { createJourneyTracker } from '../../core/journey/create-journey-tracker'
import { estimateClocks } from '../../core/playback/estimate-clock-offsets'
import { planTimeline } from '../../core/playback/plan-timeline'
import { noCounters } from '../../core/topology/counters'
import { emptyTopology, type Topology } from '../../core/topology/topology'
import { addCapturePoints } from '../scene/add-capture-points'
import { JourneyHistory } from './journey-history'
import { readCaptures, type CaptureBytes } from './read-captures'
import type { Trace } from './trace'

/** What a recording is made of: one capture file or several, and the map that belongs to them. */
export interface RecordingFiles {
  readonly captures: readonly CaptureBytes[]
  readonly topology: Topology | null
}

/** The files of a built-in recording. */
export function builtInFiles({ name, capture, topology }: RecordingContent): RecordingFiles {
  return { captures: [{ name, bytes: capture, midnight: 0 }], topology }
}

/** How a long recording lets the screen go on meanwhile. */
export interface ReadingHost {
  /** Milliseconds on a clock that only moves forward. */
  now(): number
  /** Resolves when the screen has had its turn. */
  pause(): Promise<void>
  /** Called with how much was read, 0 to 1; false stops the reading. */
  progress(share: number): boolean
}

const turnMs = 30
/** Placing a long recording's packets in time takes the rest. */
const readingShare = 0.8

/**
 * Reads a recording's captures and joins its frames into journeys, as the tracer does with live ones. Damage in the file
 * becomes warnings; a file that is no capture at all throws a `CaptureFormatError`.
 */
export function readRecording(files: RecordingFiles): Trace {
  const reading = readSlices(files)
  let step = reading.next()
  while (step.done !== true) step = reading.next()
  return step.value
}

/** The same, letting the screen have its turn in between; null when it was stopped. */
export async function readRecordingInTurns(files: RecordingFiles, host: ReadingHost): Promise<Trace | null> {
  const reading = readSlices(files)
  let turn = host.now()
  let step = reading.next()
  while (step.done !== true) {
    if (host.now() - turn >= turnMs) {
      if (!host.progress(step.value)) return null
      await host.pause()
      turn = host.now()
    }
    step = reading.next()
  }
  return step.value
}

/** Yields how much was done, 0 to 1, after each slice of the file and each window of its timeline. */
function* readSlices({ topology, captures }: RecordingFiles): Generator<number, Trace> {
  const history = new JourneyHistory()
  const points: CapturePoint[] = []
  const warnings: string[] = []
  const tracker = createJourneyTracker({
    topology: topology ?? emptyTopology,
    onSettled: (journey) => history.put(journey),
  })
  const total = captures.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const reading = readCaptures(captures, {
    point: (point) => void points.push(point),
    sighting: (sighting) => tracker.add(sighting),
    warning: (sentence) => void warnings.push(sentence),
  })
  for (const bytes of reading) yield (readingShare * bytes) / total
  tracker.end()
  // Without a map the captures themselves are shown, each by what the file says of it.
  const shown = topology ?? addCapturePoints(emptyTopology, points)
  const planning = planTimeline(history.journeys, shown)
  let step = planning.next()
  while (step.done !== true) {
    yield readingShare + (1 - readingShare) * step.value
    step = planning.next()
  }
  const clocks = estimateClocks(history.journeys)
  return {
    topology: shown,
    points,
    history,
    version: 1,
    latest: [],
    warnings,
    plan: step.value,
    clocks,
    windowsClock: windowsClockOf(clocks),
    connections: shown.connections ?? [],
    counters: noCounters,
  }
}

function windowsClockOf(clocks: Trace['clocks']): Trace['windowsClock'] {
  const linux = Object.entries(clocks).find(([machine]) => machine !== 'windows')?.[1]
  const { windows } = clocks
  if (windows === undefined || linux === undefined || windows.error === null || linux.error === null) return null
  return { offset: windows.offset - linux.offset, error: windows.error + linux.error }
}
