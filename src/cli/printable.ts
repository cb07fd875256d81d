/**
 * Text for a terminal: names in files and of containers may hold escape sequences, which must not reach it. Control
 * characters become spaces.
 */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
}

/** Writes a sentence on one line of stderr. */
export function tell(sentence: string): void {
  process.stderr.write(`hopscope: ${printable(sentence)}\n`)
}
