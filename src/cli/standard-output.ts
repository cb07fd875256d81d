import { writev } from 'node:fs'
import { promisify } from 'node:util'

const writeParts = promisify(writev)
const standardOutput = 1

/**
 * Writes to standard output while this thread goes on: Node's own stream would hold it up for each write to a file. Only a
 * descriptor that another program has set not to wait is left to Node's stream, which then does the waiting.
 */
export async function writeStandardOutput(parts: readonly Uint8Array[]): Promise<void> {
  let left = parts.filter((part) => part.length > 0)
  while (left.length > 0) {
    try {
      left = skip(left, (await writeParts(standardOutput, left)).bytesWritten)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      for (const part of left) await writeThroughStream(part)
      return
    }
  }
}

/** What is left of the parts after so many bytes: a pipe may take less than it was given. */
function skip(parts: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let rest = bytes
  return parts.flatMap((part) => {
    const taken = Math.min(rest, part.length)
    rest -= taken
    return taken === part.length ? [] : [part.subarray(taken)]
  })
}

function writeThroughStream(part: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.once('error', reject)
    process.stdout.write(part, (error) => {
      process.stdout.off('error', reject)
      if (error) reject(error)
      else resolve()
    })
  })
}
