import type { RecordingContent } from '../../contract/messages'
import type { CapturePoint } from '../../core/correlate/sighting'
import { createJourneyTracker } from '../../core/journey/create-journey-tracker'
import { createPcapngReader } from '../../core/recording/pcapng-reader'
import { emptyTopology } from '../../core/topology/topology'
import { addCapturePoints } from '../scene/add-capture-points'
import { JourneyHistory } from './journey-history'
import type { Trace } from './trace'

/**
 * Reads a recording's pcapng and joins its frames into journeys, as the tracer does with live ones. Damage in the file
 * becomes warnings; a file that is no capture at all throws a `CaptureFormatError`.
 */
export function readRecording(content: RecordingContent): Trace {
  const topology = content.topology ?? emptyTopology
  const history = new JourneyHistory()
  const points: CapturePoint[] = []
  const warnings: string[] = []
  const tracker = createJourneyTracker({ topology, onSettled: (journey) => history.put(journey) })
  const reader = createPcapngReader({
    point: (point) => void points.push(point),
    sighting: (sighting) => tracker.add(sighting),
    warning: (sentence) => void warnings.push(sentence),
  })
  reader.push(content.capture)
  reader.end()
  tracker.end()
  // Without a map the captures themselves are shown, each by what the file says of it.
  const shown = content.topology ?? addCapturePoints(emptyTopology, points)
  return { topology: shown, points, history, version: 1, latest: [], warnings }
}
