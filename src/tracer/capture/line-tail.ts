/** Lines of one capture for its terminal: the newest ones, and how many came too fast to be shown. */
export interface TakenLines {
  readonly lines: readonly string[]
  readonly skipped: number
}

/** Holds the newest output of a capture until the screen's next turn, bounded in bytes and in lines. */
export interface LineTail {
  push(chunk: Uint8Array): void
  /** Complete lines since the last call, newest last, or null when there are none; a line still growing stays. */
  take(): TakenLines | null
}

const newline = 10

/**
 * tcpdump's answer to SIGUSR1, which Hopscope sends every few seconds for the drop count in the status bar. It would
 * bury the packets; the counters that tcpdump prints at its end are on lines of their own and stay.
 */
const askedCounters = /^tcpdump: \d+ packets? captured, \d+ packets? received by filter, \d+ packets? dropped by kernel/

/** A `LineTail` that keeps at most about `maximumBytes` of raw output and gives at most `maximumLines` a turn. */
export function createLineTail(maximumLines = 160, maximumBytes = 24_576): LineTail {
  let chunks: Uint8Array[] = []
  let size = 0
  let skipped = 0
  let isCut = false

  const push = (chunk: Uint8Array): void => {
    chunks.push(chunk)
    size += chunk.length
    while (size > maximumBytes && chunks.length > 1) {
      const dropped = chunks.shift()!
      size -= dropped.length
      skipped += countNewlines(dropped)
      isCut = true
    }
  }

  const take = (): TakenLines | null => {
    if (size === 0) return null
    const bytes = Buffer.concat(chunks)
    const end = bytes.lastIndexOf(newline)
    if (end === -1) {
      chunks = [bytes]
      return null
    }
    const rest = bytes.subarray(end + 1)
    chunks = rest.length === 0 ? [] : [Buffer.from(rest)]
    size = rest.length
    let lines = bytes.toString('utf8', 0, end).split('\n')
    if (isCut) {
      lines.shift()
      skipped++
    }
    if (lines.length > maximumLines) {
      skipped += lines.length - maximumLines
      lines = lines.slice(-maximumLines)
    }
    if (skipped > 0) {
      const orphans = lines.findIndex((line) => !line.startsWith('\t'))
      const dropped = orphans === -1 ? lines.length : orphans
      skipped += dropped
      lines = lines.slice(dropped)
    }
    const shown = lines.map((line) => line.replace(/\r+$/, '')).filter((line) => !askedCounters.test(line))
    const taken = { lines: shown, skipped }
    skipped = 0
    isCut = false
    return taken.lines.length === 0 && taken.skipped === 0 ? null : taken
  }

  return { push, take }
}

function countNewlines(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) if (byte === newline) count++
  return count
}
