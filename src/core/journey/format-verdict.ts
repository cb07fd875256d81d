import type { Verdict } from './journey'

/** How a journey ended, in English words: `delivered`, `lost after docker0`, `expired at 172.22.0.1`. */
export function formatVerdict(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'answered':
    case 'delivered':
      return verdict.kind
    case 'in-flight':
      return 'still in flight'
    case 'lost':
      return `lost after ${verdict.after}`
    case 'rejected':
      return `rejected by ${verdict.by}`
    case 'expired':
      return `expired at ${verdict.at}`
  }
}
