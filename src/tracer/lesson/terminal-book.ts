import type { TerminalInfo } from '../../contract/messages'

/** What the open terminals printed since it was taken last: output only, so what is typed without an echo never is there. */
export interface TerminalBook {
  opened(info: TerminalInfo): void
  /** The newest terminals; they may have ended. */
  open(): Iterable<TerminalInfo>
  add(id: number, data: string): void
  take(): readonly { readonly id: number; readonly data: string }[]
}

/** Of what a terminal prints in half a second no more is kept: nobody can read it, and a lesson has to stay small. */
const longestTurn = 16_384
const mostTerminals = 64

/** A book without a terminal. */
export function createTerminalBook(): TerminalBook {
  const infos = new Map<number, TerminalInfo>()
  let waiting = new Map<number, string>()
  return {
    opened: (info) => {
      infos.set(info.id, info)
      const [oldest] = infos.keys()
      if (infos.size > mostTerminals && oldest !== undefined) infos.delete(oldest)
    },
    open: () => infos.values(),
    add: (id, data) => {
      if (!infos.has(id)) return
      const text = (waiting.get(id) ?? '') + data
      // The sequence in front resets the terminal, because the cut may lie inside an escape sequence.
      waiting.set(id, text.length <= longestTurn ? text : `\x1b[0m\r\n${text.slice(-longestTurn)}`)
    },
    take: () => {
      const taken = [...waiting].map(([id, data]) => ({ id, data }))
      waiting = new Map()
      return taken
    },
  }
}
