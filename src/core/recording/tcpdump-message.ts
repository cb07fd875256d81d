/** The counters that tcpdump prints when it ends or gets SIGUSR1; null for one that it did not print. */
export interface TcpdumpCounters {
  readonly captured: number | null
  readonly receivedByFilter: number | null
  readonly droppedByKernel: number | null
}

/** What tcpdump's `listening on` line says. */
export interface TcpdumpListening {
  /** Null when it reads a file. */
  readonly interfaceName: string | null
  /** As tcpdump names it, such as `EN10MB`. */
  readonly linkTypeName: string
  readonly snapLength: number | null
}

/**
 * Reads `listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes` (`capture size` before tcpdump
 * 4.99) or `reading from file …`; null when the line is neither.
 */
export function readListeningLine(line: string): TcpdumpListening | null {
  const match =
    /(listening on|reading from file) (.+), link-type ([A-Za-z0-9_]+)(?:.*?(?:snapshot length|capture size) (\d{1,9}))?/.exec(
      line,
    )
  if (match === null) return null
  const [, verb, name, linkTypeName = '', snapLength] = match
  return {
    interfaceName: verb === 'listening on' && name !== undefined ? name : null,
    linkTypeName,
    snapLength: snapLength === undefined ? null : Number(snapLength),
  }
}

/** Adds what a line says to the counters read so far; null when it says nothing of them. */
export function readCounterLine(line: string, known: TcpdumpCounters): TcpdumpCounters | null {
  let counters: TcpdumpCounters | null = null
  for (const [, count, what] of line.matchAll(/(\d{1,15}) packets? (captured|received by filter|dropped by kernel)/g)) {
    const base: TcpdumpCounters = counters ?? known
    if (what === 'captured') counters = { captured: Number(count), receivedByFilter: null, droppedByKernel: null }
    else if (what === 'received by filter') counters = { ...base, receivedByFilter: Number(count) }
    else counters = { ...base, droppedByKernel: Number(count) }
  }
  return counters
}
