import type { TerminalOutput } from '../lesson'
import type { TextChange } from './scan-text'

/** What each terminal printed in all: pieces may end within an address. */
export function joinTerminals(terminals: readonly TerminalOutput[]): ReadonlyMap<number, string> {
  const joined = new Map<number, string>()
  for (const { id, data } of terminals) joined.set(id, (joined.get(id) ?? '') + data)
  return joined
}

/** The terminals with changes made to what each printed in all; what is new belongs to the output in which it began. */
export function replaceInTerminals(
  terminals: readonly TerminalOutput[],
  changesIn: (text: string) => readonly TextChange[],
): readonly TerminalOutput[] {
  const streams = new Map<number, { readonly changes: readonly TextChange[]; next: number; at: number }>()
  for (const [id, text] of joinTerminals(terminals)) streams.set(id, { changes: changesIn(text), next: 0, at: 0 })
  return terminals.map((output) => {
    const stream = streams.get(output.id)!
    const start = stream.at
    const end = start + output.data.length
    stream.at = end
    let data = ''
    let at = start
    while (at < end) {
      const change = stream.changes[stream.next]
      if (change === undefined || change.from >= end) {
        data += output.data.slice(at - start)
        break
      }
      if (change.from >= at) data += output.data.slice(at - start, change.from - start) + change.by
      at = Math.min(end, change.to)
      if (change.to <= end) stream.next++
    }
    return { ...output, data }
  })
}
