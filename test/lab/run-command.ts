import { spawn } from 'node:child_process'

/** What a finished command of the lab left; `exitCode` is null when a signal ended it. */
export interface Finished {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

const inheritedFolders = (process.env['PATH'] ?? '').split(':')
const neededFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/bin', '/bin']

/** This process's environment with the folders of ip, iptables and dockerd, which su may leave out of PATH. */
export const programEnvironment: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: [...inheritedFolders, ...neededFolders.filter((folder) => !inheritedFolders.includes(folder))].join(':'),
}

interface RunOptions {
  readonly input?: string
  readonly env?: NodeJS.ProcessEnv
  readonly timeoutMs?: number
}

/** Runs an argument array to its end and returns what it left, whatever its exit code; rejects when it cannot start. */
export function runCommand(command: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command[0]!, command.slice(1), {
      env: options.env ?? programEnvironment,
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs, killSignal: 'SIGKILL' as const }),
    })
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    // A command that ends before it has read its input is told apart by its exit code, not by EPIPE.
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.input ?? '')
    child.on('error', (cause) => {
      reject(new Error(`The lab could not run ${command[0]!}: ${cause.message}`, { cause }))
    })
    child.on('close', (exitCode) => {
      resolve({ exitCode, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() })
    })
  })
}

/** Like `runCommand`, but rejects with the command's own words unless it exits with 0; returns stdout. */
export async function requireCommand(command: readonly string[], options: RunOptions = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await runCommand(command, options)
  if (exitCode === 0) return stdout
  const words = (stderr.trim() || stdout.trim()).slice(-2000)
  throw new Error(`The lab's command "${command.join(' ')}" ended with ${exitCode ?? 'a signal'}: ${words}`)
}
