import { closeSync, openSync, writeSync } from 'node:fs'
import { createPcapngWriter } from '../../core/recording/pcapng-writer'
import type { CapturePoint, Sighting } from '../../core/correlate/sighting'
import { RequestError } from '../../contract/messages'

/** A pcapng file that grows while frames are captured; killed at any moment it still opens. */
export interface RecordingFile {
  /** Names an interface that is captured: one that never sees a frame tells where a packet did not come. */
  listening(point: CapturePoint, linkType: number): void
  add(sighting: Sighting): void
  /** Writes what was gathered since the last call. */
  flush(): void
  close(): void
}

const largestBatch = 1 << 20

/** Opens the file anew; throws a `RequestError` `cannot-save` when it cannot be written. */
export function openRecordingFile(path: string): RecordingFile {
  const file = attempt(path, () => openSync(path, 'w'))
  let blocks: Uint8Array[] = []
  let size = 0
  const flush = (): void => {
    if (size === 0) return
    const bytes = Buffer.concat(blocks)
    blocks = []
    size = 0
    // writeSync may write less than it was given.
    for (let at = 0; at < bytes.length;) at += attempt(path, () => writeSync(file, bytes, at))
  }
  const writer = createPcapngWriter((block) => {
    blocks.push(block)
    size += block.length
    if (size >= largestBatch) flush()
  })
  return {
    listening: (point, linkType) => writer.point(point, linkType),
    add: (sighting) => writer.sighting(sighting),
    flush,
    close: () => {
      try {
        flush()
      } finally {
        closeSync(file)
      }
    },
  }
}

function attempt<Result>(path: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new RequestError({
      code: 'cannot-save',
      message: `The capture cannot be written to ${path}: ${reason}`,
      values: { path, reason },
      command: null,
    })
  }
}
