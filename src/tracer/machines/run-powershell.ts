import { requestError } from './request-error'
import type { MachineAccess } from './machine-access'

/** Makes Windows PowerShell 5.1 print UTF-8 without a mark, whatever the console's code page. */
const preamble = `$ErrorActionPreference='Stop'
$ProgressPreference='SilentlyContinue'
[Console]::OutputEncoding=[Text.UTF8Encoding]::new($false)
`

/** `powershell.exe` with a script as UTF-16LE in base64: no quoting, no profile, no prompt. */
export function powershellCommand(script: string): string[] {
  const encoded = Buffer.from(preamble + script, 'utf16le').toString('base64')
  return ['powershell.exe', '-NoProfile', '-NonInteractive', '-EncodedCommand', encoded]
}

/** What a PowerShell script printed. Rejects with a `RequestError` `powershell-failed` that carries its first line of error. */
export async function runPowershell(
  machine: MachineAccess,
  script: string,
  options: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
): Promise<string> {
  // A cold start of powershell.exe takes seconds on a busy machine.
  const { exitCode, stdout, stderr } = await machine.run(powershellCommand(script), { timeoutMs: 30_000, ...options })
  if (exitCode === 0) return stdout.toString('utf8').replace(/^\ufeff/, '')
  const reason = readableError(stderr.toString('utf8'))
  const sentence = `PowerShell on ${machine.id} failed (exit code ${exitCode ?? 'none'}): ${reason}`
  throw requestError('powershell-failed', sentence, null, { machine: machine.id, reason })
}

/** PowerShell writes errors as CLIXML when its output is redirected; the sentence stands in `<S S="Error">`. */
function readableError(text: string): string {
  const sentences = [...text.matchAll(/<S S="Error">([^<]*)<\/S>/g)].map(([, part]) => part ?? '')
  const plain = sentences.length > 0 ? sentences.join('') : text
  const line = plain
    .replaceAll(/_x000[DA]_/g, '\n')
    .trim()
    .split('\n')[0]
    ?.trim()
  return line === undefined || line === '' ? 'no reason given' : line.slice(0, 300)
}
