import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

const endWithParent = new URL('./end-with-parent.js', import.meta.url).href

/** A process of a test with all that it printed. */
export interface StartedProcess {
  readonly child: ChildProcess
  readonly pid: number
  /** Resolves when it has ended, to its exit code, null after a signal. */
  readonly exited: Promise<number | null>
  /** Resolves with the match of the first output that fits; rejects with all output when it ends before. */
  waitForOutput(pattern: RegExp): Promise<RegExpExecArray>
  /** What `promise` gives, unless the process ends first: then an error with all that it printed. */
  orEnd<Value>(promise: Promise<Value>): Promise<Value>
}

/** Starts Node with arguments in the project's folder, with an IPC channel. */
export function startProcess(args: readonly string[], environment: Record<string, string>): StartedProcess {
  const child = spawn(process.execPath, ['--import', endWithParent, ...args], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  const listeners = new Set<() => void>()
  const collect = (chunk: string) => {
    output += chunk
    for (const listener of [...listeners]) listener()
  }
  child.stdout?.setEncoding('utf8').on('data', collect)
  child.stderr?.setEncoding('utf8').on('data', collect)
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve))
  const orEnd = <Value>(promise: Promise<Value>) =>
    Promise.race([
      promise,
      exited.then((code) => {
        throw new Error(`${args.join(' ')} ended with ${code ?? 'a signal'}:\n${output}`)
      }),
    ])
  return {
    child,
    pid: child.pid ?? 0,
    exited,
    orEnd,
    waitForOutput(pattern) {
      return orEnd(
        new Promise((resolve) => {
          const look = () => {
            const match = pattern.exec(output)
            if (match === null) return
            listeners.delete(look)
            resolve(match)
          }
          listeners.add(look)
          look()
        }),
      )
    },
  }
}
