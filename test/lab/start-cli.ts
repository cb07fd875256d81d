import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Lab } from './lab'

/** A `hopscope` command that runs against a lab, from the sources. */
export interface CliRun {
  readonly child: ChildProcess
  readonly finished: Promise<{ readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }>
}

/** Starts `hopscope ARGUMENTS` as Windows would with this lab's WSL. */
export function startCli(
  lab: Lab,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): CliRun {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'run-cli.ts'), ...args], {
    env: { ...process.env, ...lab.environment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()))
  const finished = new Promise<{ exitCode: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on('close', (exitCode) => resolve({ exitCode, ...output }))
  })
  return { child, finished }
}
