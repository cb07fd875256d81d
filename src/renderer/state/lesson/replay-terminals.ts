import type { LessonTime, TerminalOutput } from '../../../core/lesson/lesson'
import type { Feeds } from '../feeds'
import type { TerminalState } from '../screen-state'

/** Makes a terminal forget all that it shows (RIS, ECMA-48). */
const reset = '\u001bc'

/** What a lesson's terminals had printed by a moment. */
export interface TerminalReplay {
  readonly terminals: readonly TerminalState[]
  /** Brings their text to a moment, whichever way it was before. */
  show(time: LessonTime): void
}

/** Plays terminals into `feeds`; their ids are below 0, where none of a running tracer is. */
export function replayTerminals(outputs: readonly TerminalOutput[], feeds: Feeds): TerminalReplay {
  const terminals = new Map<number, TerminalState>()
  for (const { id, kind, title } of outputs) {
    const own = replayedId(id)
    if (!terminals.has(own)) terminals.set(own, { id: own, kind, title, exit: 0 })
    feeds.closeTerminal(own)
  }
  let shown = 0
  return {
    terminals: [...terminals.values()],
    show: (time) => {
      if (shown > 0 && outputs[shown - 1]!.at > time) {
        for (const id of terminals.keys()) feeds.terminal(id).push(reset)
        shown = 0
      }
      while (shown < outputs.length && outputs[shown]!.at <= time) {
        const { id, data } = outputs[shown++]!
        feeds.terminal(replayedId(id)).push(data)
      }
    },
  }
}

function replayedId(id: number): number {
  return -id - 1
}
