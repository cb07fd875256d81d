import type { RecordingContent } from '../../contract/messages'
import type { CapturePoint } from '../../core/correlate/sighting'
import { createJourneyTracker } from '../../core/journey/create-journey-tracker'
import { estimateClocks } from '../../core/playback/estimate-clock-offsets'
import { planTimeline } from '../../core/playback/plan-timeline'
import { createPcapngReader } from '../../core/recording/pcapng-reader'
import { emptyTopology } from '../../core/topology/topology'
import { addCapturePoints } from '../scene/add-capture-points'
import { JourneyHistory } from './journey-history'
import type { Trace } from './trace'

/** How a long recording lets the screen go on meanwhile. */
export interface ReadingHost {
  /** Milliseconds on a clock that only moves forward. */
  now(): number
  /** Resolves when the screen has had its turn. */
  pause(): Promise<void>
  /** Called with how much was read, 0 to 1; false stops the reading. */
  progress(share: number): boolean
}

const sliceBytes = 128 * 1024
const turnMs = 30
/** Placing a long recording's packets in time takes the rest. */
const readingShare = 0.8

/**
 * Reads a recording's pcapng and joins its frames into journeys, as the tracer does with live ones. Damage in the file
 * becomes warnings; a file that is no capture at all throws a `CaptureFormatError`.
 */
export function readRecording(content: RecordingContent): Trace {
  const reading = readSlices(content)
  let step = reading.next()
  while (step.done !== true) step = reading.next()
  return step.value
}

/** The same, letting the screen have its turn in between; null when it was stopped. */
export async function readRecordingInTurns(content: RecordingContent, host: ReadingHost): Promise<Trace | null> {
  const reading = readSlices(content)
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
function* readSlices({ topology, capture }: RecordingContent): Generator<number, Trace> {
  const history = new JourneyHistory()
  const points: CapturePoint[] = []
  const warnings: string[] = []
  const tracker = createJourneyTracker({
    topology: topology ?? emptyTopology,
    onSettled: (journey) => history.put(journey),
  })
  const reader = createPcapngReader({
    point: (point) => void points.push(point),
    sighting: (sighting) => tracker.add(sighting),
    warning: (sentence) => void warnings.push(sentence),
  })
  for (let at = 0; at < capture.length; at += sliceBytes) {
    reader.push(capture.subarray(at, at + sliceBytes))
    yield readingShare * Math.min(1, (at + sliceBytes) / capture.length)
  }
  reader.end()
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
  }
}

function windowsClockOf(clocks: Trace['clocks']): Trace['windowsClock'] {
  const linux = Object.entries(clocks).find(([machine]) => machine !== 'windows')?.[1]
  const { windows } = clocks
  if (windows === undefined || linux === undefined || windows.error === null || linux.error === null) return null
  return { offset: windows.offset - linux.offset, error: windows.error + linux.error }
}
