import { formatCommand } from './confirming-commands'
import type { Explanation, ExplanationEvidence } from './explanation'
import { evidenceTexts, kindTexts } from './explanation-texts'

/** An explanation in English: what and how surely, then a line for each observation and for the first command. */
export function formatExplanation({ kind, likelihood, evidence, commands }: Explanation): readonly string[] {
  const command = commands[0]
  return [
    `${kindTexts[kind]} (${likelihood})`,
    ...evidence.map(formatEvidence),
    ...(command === undefined ? [] : [`To confirm: ${formatCommand(command)}`]),
  ]
}

function formatEvidence({ code, values }: ExplanationEvidence): string {
  return evidenceTexts[code].replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
}
