/** The part of xterm.js' buffer that reading a line needs. */
interface Rows {
  readonly length: number
  getLine(row: number): { readonly isWrapped: boolean; translateToString(trimRight: boolean): string } | undefined
}

/** tcpdump's hex lines belong to the header line above them. */
const continuation = /^(\t0x|\s{4,}|0x[0-9a-f]{4}:)/
const maximumContinuations = 40

/**
 * The whole line that a row belongs to, wrapped rows joined, with the rows it spans; for a line of a hex dump or an
 * indented one the header line above it. Null for an empty row.
 */
export function readLine(rows: Rows, row: number): { text: string; first: number; last: number } | null {
  let start = row
  for (let tries = 0; tries <= maximumContinuations; tries++) {
    const line = joinWrapped(rows, start)
    if (line === null) return null
    if (!continuation.test(line.text)) return line
    start = line.first - 1
  }
  return null
}

function joinWrapped(rows: Rows, row: number): { text: string; first: number; last: number } | null {
  let first = row
  while (first > 0 && rows.getLine(first)?.isWrapped) first--
  let last = first
  let text = ''
  while (last < rows.length) {
    const line = rows.getLine(last)
    if (line === undefined || (last > first && !line.isWrapped)) break
    const isFollowed = rows.getLine(last + 1)?.isWrapped ?? false
    text += line.translateToString(!isFollowed)
    last++
  }
  return text.trim() === '' ? null : { text, first, last: last - 1 }
}
