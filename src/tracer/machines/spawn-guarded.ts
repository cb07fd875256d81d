import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'

/** The environment that commands run in, as `process.env` has it. */
export type Environment = Readonly<Record<string, string | undefined>>

/** A child process with three pipes whose whole process group ends with it, with `kill`, or with this process. */
export interface GuardedProcess {
  readonly pid: number
  readonly stdin: Writable
  readonly stdout: Readable
  readonly stderr: Readable
  /** Exit code, null after a signal, once the process is gone; rejects with ENOENT when Windows finds no such program. */
  readonly exited: Promise<number | null>
  /** Asks the group to end, and forces it 2 s later. */
  readonly kill: () => void
}

/**
 * The command keeps the shell's pid. A watcher in its process group reads descriptor 3, which only this process holds
 * open: when that closes, even by SIGKILL of this process, the watcher ends the group.
 */
const lifelineScript = '{ read -r _ <&3; kill -TERM 0; } </dev/null >/dev/null 2>&1 & exec 3<&- "$@"'

const graceMs = 2000

/**
 * Starts a command (an argument array; the shell around it sees it only as "$@"). On Linux a missing program exits
 * with 127. On Windows libuv's job object ends children with this process, so no guard is needed.
 */
export function spawnGuarded(command: readonly string[], environment: Environment): GuardedProcess {
  const isWindows = process.platform === 'win32'
  const [file, ...args] = isWindows ? command : ['/bin/sh', '-c', lifelineScript, 'hopscope', ...command]
  if (file === undefined || command.length === 0) throw new TypeError('a command needs at least a program')
  const child = spawn(file, args, {
    cwd: isWindows ? undefined : '/',
    env: environment,
    // A group of its own, so that what the command starts ends with it.
    detached: !isWindows,
    windowsHide: true,
    stdio: isWindows ? ['pipe', 'pipe', 'pipe'] : ['pipe', 'pipe', 'pipe', 'pipe'],
  })
  const lifeline = child.stdio[3] as Writable | undefined
  lifeline?.on('error', ignore)
  // A command may end without reading its input; its exit code tells what matters.
  child.stdin.on('error', ignore)
  let hasExited = false
  const exited = waitForExit(child).finally(() => {
    hasExited = true
    lifeline?.destroy()
  })
  exited.catch(ignore)
  return {
    pid: child.pid ?? 0,
    stdin: child.stdin,
    stdout: child.stdout,
    stderr: child.stderr,
    exited,
    kill: () => {
      if (hasExited || child.pid === undefined) return
      endGroup(child.pid, 'SIGTERM')
      const force = setTimeout(() => endGroup(child.pid!, 'SIGKILL'), graceMs)
      void exited.catch(ignore).then(() => clearTimeout(force))
    },
  }
}

async function waitForExit(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}

function endGroup(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (process.platform === 'win32') {
    // TerminateProcess leaves grandchildren behind; taskkill /t ends the tree.
    spawn('taskkill.exe', ['/pid', String(pid), '/t', '/f'], { windowsHide: true, stdio: 'ignore' }).on('error', ignore)
    return
  }
  try {
    process.kill(-pid, signal)
  } catch {
    // The group is gone already.
  }
}

function ignore(): void {
  // Nothing to do.
}
