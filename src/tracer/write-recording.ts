import { open, rename, rm } from 'node:fs/promises'
import { createJourneyTracker } from '../core/journey/create-journey-tracker'
import { nanosecondsBetween, type Sighting } from '../core/correlate/sighting'
import { createPcapngWriter } from '../core/recording/pcapng-writer'
import type { Topology } from '../core/topology/topology'
import type { CaptureHistory } from './capture/capture-history'
import { frameComments } from '../core/journey/frame-comments'

/** Bytes that are gathered before they are written. */
const chunkSize = 1 << 20
const sortWindow = 16_384

/**
 * Writes what was captured to a pcapng file, each frame with the comment that tells its part of the story. The file
 * takes its name only when it is whole.
 */
export async function writeRecording(path: string, history: CaptureHistory, topology: Topology): Promise<void> {
  const comments = new Map<string, string>()
  const tracker = createJourneyTracker({
    topology,
    onSettled: (journey) => {
      const texts = frameComments(journey)
      journey.sightings.forEach((sighting, index) => comments.set(frameKey(sighting), texts[index] ?? ''))
      for (const copy of journey.copies) {
        comments.set(frameKey(copy), `journey ${journey.id}, a copy that a bridge sent here`)
      }
    },
  })
  for (const sighting of history.sightings()) tracker.add(sighting)
  tracker.end()

  const part = `${path}.part`
  const file = await open(part, 'w')
  try {
    let blocks: Uint8Array[] = []
    let size = 0
    const writer = createPcapngWriter((block) => {
      blocks.push(block)
      size += block.length
    })
    const flush = async (): Promise<void> => {
      await file.writeFile(Buffer.concat(blocks))
      blocks = []
      size = 0
    }
    for (const { point, linkType } of history.listened()) writer.point(point, linkType)
    for (const sighting of inTimeOrder(history.sightings())) {
      writer.sighting(sighting, comments.get(frameKey(sighting)))
      if (size >= chunkSize) await flush()
    }
    await flush()
    await file.close()
    await rename(part, path)
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(part, { force: true })
    throw error
  }
}

/** Captures hand over their frames in turns; sorted in a window far wider than a turn they read as one recording. */
function* inTimeOrder(sightings: Iterable<Sighting>): Generator<Sighting> {
  let window: Sighting[] = []
  for (const sighting of sightings) {
    window.push(sighting)
    if (window.length < 2 * sortWindow) continue
    window.sort(byTime)
    yield* window.slice(0, sortWindow)
    window = window.slice(sortWindow)
  }
  yield* window.sort(byTime)
}

const byTime = (a: Sighting, b: Sighting): number => nanosecondsBetween(b, a)

function frameKey({ point, frame }: Sighting): string {
  return `${point.index} ${frame}`
}
