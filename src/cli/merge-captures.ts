import { nanosecondsBetween, type Sighting } from '../core/correlate/sighting'
import { CaptureFile, type CaptureFileEvents } from './capture-file'

/** Capture files that are read together, piece by piece. */
export interface CaptureStream {
  /** Reads on and tells some sightings; resolves to false when all files have ended. */
  readOn(): Promise<boolean>
  close(): Promise<void>
}

/** Opens one file, told in its own order, or several, merged by time. Rejects with a `UserError` when one is no capture. */
export async function openCaptures(
  paths: readonly string[],
  midnight: number,
  events: CaptureFileEvents,
): Promise<CaptureStream> {
  const [only] = paths
  if (paths.length === 1 && only !== undefined) return CaptureFile.open(only, 0, midnight, events)
  const merged = new MergedCaptures(events)
  try {
    for (const path of paths) await merged.add(path, midnight)
  } catch (error) {
    await merged.close()
    throw error
  }
  return merged
}

/** Told per call of `readOn`, so that the output is drained now and then. */
const sightingsPerTurn = 8192

class MergedCaptures implements CaptureStream {
  readonly #lanes: Lane[] = []
  readonly #events: CaptureFileEvents

  constructor(events: CaptureFileEvents) {
    this.#events = events
  }

  async add(path: string, midnight: number): Promise<void> {
    const lane = new Lane()
    const onSighting = (sighting: Sighting): void => lane.push(sighting)
    lane.file = await CaptureFile.open(path, this.#lanes.length, midnight, { ...this.#events, onSighting })
    this.#lanes.push(lane)
  }

  async readOn(): Promise<boolean> {
    for (let count = 0; count < sightingsPerTurn; count++) {
      for (const lane of this.#lanes) if (lane.isEmpty) await lane.fill()
      const lane = this.#earliest()
      if (lane === null) return false
      this.#events.onSighting(lane.take())
    }
    return true
  }

  async close(): Promise<void> {
    for (const { file } of this.#lanes) await file?.close()
  }

  #earliest(): Lane | null {
    let best: Lane | null = null
    for (const lane of this.#lanes) {
      if (!lane.isEmpty && (best === null || nanosecondsBetween(lane.peek(), best.peek()) > 0)) best = lane
    }
    return best
  }
}

/** A file with the sightings that were read and wait for earlier ones of other files. */
class Lane {
  file: CaptureFile | null = null
  #waiting: Sighting[] = []
  #next = 0
  #hasEnded = false

  /** Nothing waits; `fill` reads on, unless the file has ended. */
  get isEmpty(): boolean {
    return this.#next === this.#waiting.length
  }

  push(sighting: Sighting): void {
    this.#waiting.push(sighting)
  }

  async fill(): Promise<void> {
    if (this.#hasEnded) return
    this.#waiting = []
    this.#next = 0
    while (this.#waiting.length === 0 && !this.#hasEnded) this.#hasEnded = !(await this.file!.readOn())
  }

  peek(): Sighting {
    return this.#waiting[this.#next]!
  }

  take(): Sighting {
    return this.#waiting[this.#next++]!
  }
}
