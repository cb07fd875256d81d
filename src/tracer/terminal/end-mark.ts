/** The byte (record separator) that begins an end mark; no tool that Hopscope runs prints it. */
export const endMarkByte = 0x1e

/** A shell line that prints the end mark with the exit status in $status. */
export const printEndMark = `printf '\\036hopscope: ended with status %s\\n' "$status"`

/** The exit status in the line of an end mark, null for any other line. ConPTY may swallow the mark's first byte. */
export function readEndMark(line: string): number | null {
  const match = /^\x1e?hopscope: ended with status (\d{1,3})\r*$/.exec(line)
  return match === null ? null : Number(match[1])
}
