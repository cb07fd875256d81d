import { requestError } from './request-error'
import { spawnGuarded, type Environment } from './spawn-guarded'
import type { CommandResult, MachineAccess } from './machine-access'

type RunOptions = NonNullable<Parameters<MachineAccess['run']>[1]> & {
  /** Keeps standard input open after the input until the command ends: its end is the guard's signal in a distro. */
  readonly isInputHeld?: boolean
  /** The command as people know it, for errors; without what is wrapped around it. */
  readonly shown?: readonly string[]
}

const defaultTimeoutMs = 15_000
/** More than any listing that Hopscope reads: what comes beyond is a runaway or hostile program. */
const maximumOutputBytes = 64 * 1024 * 1024

/**
 * Runs a command to its end and collects its output. Rejects with a `RequestError` `timeout` or `too-much-output`, or
 * with the signal's reason when aborted; its process group is ended in each case. A missing program exits with 127.
 */
export async function runCommand(
  command: readonly string[],
  environment: Environment,
  machine: string,
  options: RunOptions = {},
): Promise<CommandResult> {
  const { input, timeoutMs = defaultTimeoutMs, signal } = options
  signal?.throwIfAborted()
  const child = spawnGuarded(command, environment)
  const shown = (options.shown ?? command).slice(0, 6).join(' ')
  let fail: (reason: Error) => void = () => undefined
  const failed = new Promise<never>((_, reject) => (fail = reject))
  const timer = setTimeout(() => fail(timeoutError(shown, machine, timeoutMs)), timeoutMs)
  const onAbort = (): void => fail(signal?.reason as Error)
  signal?.addEventListener('abort', onAbort)
  let size = 0
  const count = (chunk: Buffer): void => {
    size += chunk.length
    if (size > maximumOutputBytes) fail(outputError(shown, machine))
  }
  if (input !== undefined) child.stdin.write(input)
  if (options.isInputHeld !== true) child.stdin.end()
  try {
    const [stdout, stderr, exitCode] = await Promise.race([
      Promise.all([collect(child.stdout, count), collect(child.stderr, count), child.exited]),
      failed,
    ])
    return { exitCode, stdout, stderr }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return missingProgram(command)
    child.kill()
    child.stdout.destroy()
    child.stderr.destroy()
    throw error
  } finally {
    clearTimeout(timer)
    child.stdin.destroy()
    signal?.removeEventListener('abort', onAbort)
  }
}

async function collect(stream: NodeJS.ReadableStream, count: (chunk: Buffer) => void): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer)
    count(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

function missingProgram(command: readonly string[]): CommandResult {
  return { exitCode: 127, stdout: Buffer.alloc(0), stderr: Buffer.from(`${command[0] ?? ''}: not found\n`) }
}

function timeoutError(shown: string, machine: string, timeoutMs: number): Error {
  const seconds = String(timeoutMs / 1000)
  const sentence = `"${shown}" on ${machine} did not finish within ${seconds} s and was ended.`
  return requestError('timeout', sentence, null, { command: shown, machine, seconds })
}

function outputError(shown: string, machine: string): Error {
  const sentence = `"${shown}" on ${machine} printed more than 64 MB and was ended.`
  return requestError('too-much-output', sentence, null, { command: shown, machine })
}
