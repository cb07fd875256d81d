import type { InterfaceId, MachineId, NamespaceId } from '../topology/topology'
import type { evidenceTexts, kindTexts } from './explanation-texts'

/** What may have kept a packet from arriving; `explanation-texts.ts` says each in words. */
export type ExplanationKind = keyof typeof kindTexts

/**
 * `certain`: the map and the packets leave no other reading. `likely`: they point there, but something was not read.
 * `possible`: nothing speaks against it. `ruled-out`: checked, and it is not that.
 */
export type Likelihood = 'certain' | 'likely' | 'possible' | 'ruled-out'

/** What an observation is about; `explanation-texts.ts` words each with its values. */
export type EvidenceCode = keyof typeof evidenceTexts

/** One observation that speaks for an explanation, or against one that is ruled out. */
export interface ExplanationEvidence {
  readonly code: EvidenceCode
  readonly values: Readonly<Record<string, string>>
}

/** A command that shows the cause itself, for a terminal of that machine. Nothing in it came from a packet's payload. */
export interface ConfirmingCommand {
  readonly machine: MachineId
  readonly args: readonly string[]
}

/** One reason why a packet may not have arrived. */
export interface Explanation {
  readonly kind: ExplanationKind
  readonly likelihood: Likelihood
  /** Where it happens, null when the map does not name it. */
  readonly namespace: NamespaceId | null
  readonly interface: InterfaceId | null
  readonly evidence: readonly ExplanationEvidence[]
  /** The best first; empty when no command could tell. */
  readonly commands: readonly ConfirmingCommand[]
}

/** An observation with its values as texts. */
export function evidence(
  code: EvidenceCode,
  values: Readonly<Record<string, string | number>> = {},
): ExplanationEvidence {
  return { code, values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)])) }
}
