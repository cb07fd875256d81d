import type { Verdict } from '../../core/journey/journey'

/** Whether a verdict is good news, bad news or none yet; the screen colours it so. */
export function verdictTone(verdict: Verdict): 'good' | 'bad' | 'warn' | 'open' {
  if (verdict.kind === 'answered' || verdict.kind === 'delivered') return 'good'
  if (verdict.kind === 'in-flight') return 'open'
  return verdict.kind === 'expired' ? 'warn' : 'bad'
}
