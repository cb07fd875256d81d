import { nanosecondsBetween, type Sighting } from '../core/correlate/sighting'
import { CaptureFile, type CaptureFileEvents } from './capture-file'

/** Capture files that are read together, piece by piece. */
export interface CaptureStream {
  /** Reads on and tells some sightings; returns false when all files have ended. */
  readOn(): boolean
  close(): void
}

/** Opens one file, told in its own order, or several, merged by time. Throws `UserError` when one is no capture. */
export function openCaptures(paths: readonly string[], midnight: number, events: CaptureFileEvents): CaptureStream {
  const [only] = paths
  return paths.length === 1 && only !== undefined
    ? new CaptureFile(only, 0, midnight, events)
    : new MergedCaptures(paths, midnight, events)
}

/** A file with the sightings that were read and wait for earlier ones of other files. */
class Lane {
  readonly file: CaptureFile
  #waiting: Sighting[] = []
  #next = 0

  constructor(path: string, ordinal: number, midnight: number, onWarning: CaptureFileEvents['onWarning']) {
    this.file = new CaptureFile(path, ordinal, midnight, {
      onSighting: (sighting) => this.#waiting.push(sighting),
      onWarning,
    })
  }

  /** The earliest that waits; reads on when none does, and is null when the file has ended. */
  peek(): Sighting | null {
    while (this.#next === this.#waiting.length) {
      this.#waiting = []
      this.#next = 0
      if (!this.file.readOn() && this.#waiting.length === 0) return null
    }
    return this.#waiting[this.#next]!
  }

  take(): void {
    this.#next++
  }
}

/** Told per call of `readOn`, so that the output is drained now and then. */
const sightingsPerTurn = 8192

class MergedCaptures implements CaptureStream {
  readonly #lanes: Lane[] = []

  constructor(
    paths: readonly string[],
    midnight: number,
    private readonly events: CaptureFileEvents,
  ) {
    try {
      for (const [ordinal, path] of paths.entries()) {
        this.#lanes.push(new Lane(path, ordinal, midnight, events.onWarning))
      }
    } catch (error) {
      this.close()
      throw error
    }
  }

  readOn(): boolean {
    for (let count = 0; count < sightingsPerTurn; count++) {
      const lane = this.#earliest()
      if (lane === null) return false
      this.events.onSighting(lane.peek()!)
      lane.take()
    }
    return true
  }

  close(): void {
    for (const { file } of this.#lanes) file.close()
  }

  #earliest(): Lane | null {
    let best: Lane | null = null
    let first: Sighting | null = null
    for (const lane of this.#lanes) {
      const sighting = lane.peek()
      if (sighting !== null && (first === null || nanosecondsBetween(sighting, first) > 0)) {
        best = lane
        first = sighting
      }
    }
    return best
  }
}
