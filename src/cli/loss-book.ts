import { explainLoss, isUnfortunate } from '../core/explain/explain-loss'
import { formatExplanation } from '../core/explain/format-explanation'
import type { Journey } from '../core/journey/journey'
import type { InterfaceId, Topology } from '../core/topology/topology'
import { printable } from './printable'

/** Remembers the packets that did not arrive, and says at the end why. */
export interface LossBook {
  /** Takes a settled journey that may tell of others. */
  hear(journey: Journey): void
  /** Takes a journey that the user asked about. */
  ask(journey: Journey): void
  /** Text for people: the best explanation of each loss, those alike together; '' when nothing was lost. */
  explain(topology: Topology, captured: ReadonlySet<InterfaceId>, earlier: Topology | null): string
}

/** Losses, and packets that may tell of them, beyond this are not explained: the first ones say enough. */
const mostKept = 1_000
const mostExplained = 20

/** A `LossBook` without entries. */
export function createLossBook(): LossBook {
  const losses: Journey[] = []
  const related: Journey[] = []
  return {
    hear: (journey) => {
      if (tells(journey) && related.length < mostKept) related.push(journey)
    },
    ask: (journey) => {
      if (isUnfortunate(journey) && losses.length < mostKept) losses.push(journey)
    },
    explain: (topology, captured, earlier) => {
      const groups = new Map<string, number[]>()
      for (const journey of losses) {
        const [best] = explainLoss(journey, { topology, captured, related, earlier })
        if (best === undefined) continue
        const text = formatExplanation(best).map(printable).join('\n    ')
        const group = groups.get(text)
        if (group === undefined) groups.set(text, [journey.id])
        else group.push(journey.id)
      }
      const shown = [...groups].slice(0, mostExplained)
      return shown.map(([text, ids]) => `Why ${listNumbers(ids)} did not arrive: ${text}\n\n`).join('')
    },
  }
}

/** ARP, errors and resets tell of other packets; requests of how a NAT translated them. */
function tells({ kind, protocol, verdict }: Journey): boolean {
  return kind !== 'echo-reply' && (protocol !== 'udp' || verdict.kind !== 'answered')
}

function listNumbers(ids: readonly number[]): string {
  const shown = ids.slice(0, 5).join(', ')
  return ids.length > 5 ? `${shown} and ${ids.length - 5} more` : shown
}
