import type { TopologyGap } from '../../core/topology/topology'
import type { MachineAccess } from '../machines/machine-access'
import { gapOf, type Loss } from './topology-part'

/** One command whose output is parsed, and what its failure costs. */
export interface Reading<Value> {
  readonly command: readonly string[]
  /** Null when the output is not what the command should print. */
  readonly parse: (output: string) => Value | null
  /** What is unknown when it fails, null when that is no gap. */
  readonly loss: Loss | null
  /** The command that helps when the program is missing, null when none does. */
  readonly remedy: string | null
}

/** Runs a reading on a machine: its value, or null with a gap that says why and what helps. */
export async function readOutput<Value>(
  machine: MachineAccess,
  reading: Reading<Value>,
  signal: AbortSignal | undefined,
): Promise<{ readonly value: Value | null; readonly gaps: readonly TopologyGap[] }> {
  const { command, loss, remedy } = reading
  try {
    const result = await machine.run(command, signal === undefined ? {} : { signal })
    const value = result.exitCode === 0 ? reading.parse(result.stdout.toString('utf8')) : null
    if (value !== null || loss === null) return { value, gaps: [] }
    const said = result.stderr.toString('utf8').trim().split('\n')[0]?.slice(0, 200) ?? ''
    const reason =
      result.exitCode === 0 ? 'its output could not be read' : said || `exit code ${result.exitCode ?? '?'}`
    // iptables-save without rights: "Permission denied (you must be root)".
    const help = /permission denied|not permitted|must be root/i.test(said) ? `sudo ${command.join(' ')}` : remedy
    const line = command.join(' ')
    const sentence = `${loss.text}: "${line}" failed (${reason}).`
    const values = { command: line, reason }
    return { value: null, gaps: [{ machine: machine.id, reason: sentence, command: help, code: loss.code, values }] }
  } catch (error) {
    signal?.throwIfAborted()
    return { value: null, gaps: loss === null ? [] : [gapOf(machine.id, loss, error)] }
  }
}
