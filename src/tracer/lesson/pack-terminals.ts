import type { TerminalInfo } from '../../contract/messages'
import type { TerminalOutput } from '../../core/lesson/lesson'
import type { RecordedEvent } from './recorded-event'

/** A lesson holds so many characters of its terminals; what came later is left out. */
const mostText = 24 * 1024 * 1024
const mostPieces = 200_000

/** What the terminals printed, in order of time. */
export function packTerminals(events: readonly RecordedEvent[]): readonly TerminalOutput[] {
  const infos = new Map<number, TerminalInfo>()
  const pieces: TerminalOutput[] = []
  let size = 0
  for (const event of events) {
    if (event.kind === 'terminal') infos.set(event.info.id, event.info)
    if (event.kind !== 'output') continue
    const info = infos.get(event.id)
    size += event.data.length
    if (info === undefined) continue
    if (size > mostText || pieces.length >= mostPieces) break
    pieces.push({ at: event.at, id: info.id, kind: info.kind, title: info.title, data: event.data })
  }
  return pieces
}
