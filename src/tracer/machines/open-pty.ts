import { createRequire } from 'node:module'
import type * as NodePty from 'node-pty'
import { listSession } from './list-session'
import { requestError } from './request-error'
import type { Environment } from './spawn-guarded'
import type { Terminal } from './machine-access'

const leaderGraceMs = 2000
const followerGraceMs = 200

/**
 * Starts a command in a pseudo-terminal. Throws a `RequestError` `no-terminal` when node-pty was not built for this
 * machine or the system opens no more terminals. On Windows the pty is born as wide as `size` says and answers ConPTY's question for device attributes.
 */
export function openPty(
  command: readonly string[],
  environment: Environment,
  size: { readonly columns: number; readonly rows: number },
): Terminal {
  const [file, ...args] = command
  if (file === undefined) throw new TypeError('a command needs at least a program')
  const options = { name: 'xterm-256color', cols: size.columns, rows: size.rows, env: { ...environment } }
  const pty = loadNodePty()
  const spawn = (more: NodePty.IPtyForkOptions | NodePty.IWindowsPtyForkOptions): NodePty.IPty => {
    try {
      return pty.spawn(file, args, { ...options, ...more })
    } catch (error) {
      // node-pty tells of a full process table or too many terminals as a plain `forkpty(3) failed`.
      const reason = error instanceof Error ? error.message : String(error)
      throw requestError('no-terminal', `No terminal could be opened for ${file}: ${reason}`, null, { reason })
    }
  }
  return process.platform === 'win32'
    ? windowsTerminal(spawn({ useConptyDll: true }))
    : unixTerminal(spawn({ cwd: '/', encoding: null }))
}

/** Loaded at first use: files can be opened where the native module could not be built. */
function loadNodePty(): typeof NodePty {
  try {
    return createRequire(import.meta.url)('node-pty') as typeof NodePty
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0]! : String(error)
    const sentence = `Terminals and captures need node-pty, which does not load here: ${reason}`
    throw requestError('no-terminal', sentence, 'npm rebuild node-pty', { reason })
  }
}

function unixTerminal(pty: NodePty.IPty): Terminal {
  let hasExited = false
  let isEnding = false
  const exited = new Promise<void>((resolve) => {
    pty.onExit(() => {
      hasExited = true
      resolve()
    })
  })
  return {
    ...sharedParts(pty, () => hasExited),
    // With `encoding: null` node-pty delivers Buffers although its types say string.
    onData: (listener) => ender(pty.onData((data) => listener(data as unknown as Uint8Array))),
    kill: () => {
      if (hasExited || isEnding) return
      isEnding = true
      void endSession(pty.pid, exited)
    },
  }
}

function windowsTerminal(pty: NodePty.IPty): Terminal {
  let hasExited = false
  pty.onExit(() => (hasExited = true))
  // conhost asks `CSI c` at birth and waits up to 3 s for the answer.
  pty.onData((text) => {
    if (text.includes('\x1b[c')) pty.write('\x1b[?61c')
  })
  return {
    ...sharedParts(pty, () => hasExited),
    onData: (listener) => ender(pty.onData((text) => listener(Buffer.from(text, 'utf8')))),
    // kill(signal) throws on Windows.
    kill: () => {
      if (!hasExited) pty.kill()
    },
  }
}

function sharedParts(pty: NodePty.IPty, hasExited: () => boolean): Omit<Terminal, 'onData' | 'kill'> {
  return {
    pid: pty.pid,
    // After the exit node-pty would write to a descriptor that may belong to another file by now, and resize throws.
    write: (data) => {
      if (!hasExited()) pty.write(data)
    },
    resize: (columns, rows) => {
      if (!hasExited()) pty.resize(Math.max(1, columns), Math.max(1, rows))
    },
    onExit: (listener) => ender(pty.onExit(({ exitCode, signal }) => listener(signal ? null : exitCode))),
    pause: () => pty.pause(),
    resume: () => pty.resume(),
  }
}

function ender(disposable: NodePty.IDisposable): () => void {
  return () => disposable.dispose()
}

/**
 * Hangs up a whole session: a shell's background jobs have process groups of their own, and other children may still
 * hold the pty's master (node-pty 1.1 does not mark it close-on-exec), so closing it is not enough.
 */
async function endSession(leader: number, exited: Promise<void>): Promise<void> {
  // At once, since this process may be about to end; the kernel hangs up the foreground group when the leader is gone.
  signal(leader, 'SIGHUP')
  let timer: NodeJS.Timeout | undefined
  await Promise.race([exited, new Promise((resolve) => (timer = setTimeout(resolve, leaderGraceMs)))])
  clearTimeout(timer)
  const left = await listSession(leader)
  if (left.length === 0) return
  for (const pid of left) signal(pid, 'SIGHUP')
  await new Promise((resolve) => setTimeout(resolve, followerGraceMs))
  for (const pid of await listSession(leader)) signal(pid, 'SIGKILL')
}

function signal(pid: number, name: 'SIGHUP' | 'SIGKILL'): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended on its own.
  }
}
