import { Duplex } from 'node:stream'
import { spawnGuarded, type Environment } from './spawn-guarded'
import type { PipedProcess } from './machine-access'

const graceMs = 2000

/** Starts a command with binary pipes; its process group ends with `kill`, with the stream's destruction, or with this process. */
export function openPiped(command: readonly string[], environment: Environment): PipedProcess {
  const child = spawnGuarded(command, environment)
  const stream = Duplex.from({ readable: child.stdout, writable: child.stdin })
  // Whoever reads the stream hears of the end through its data and `exited`; an unheard 'error' would end this process.
  stream.on('error', () => undefined)
  stream.once('close', () => {
    if (!stream.readableEnded) {
      child.kill()
      return
    }
    // Its output has ended by itself: the process is about to exit, with an exit code of its own.
    const force = setTimeout(child.kill, graceMs)
    void child.exited.catch(() => null).then(() => clearTimeout(force))
  })
  const kill = (): void => {
    child.kill()
    // What it writes at its end can still be read; a stream that nobody reads is given up.
    const giveUp = (): void => {
      const force = setTimeout(() => stream.destroy(), graceMs)
      stream.once('close', () => clearTimeout(force))
    }
    child.exited.then(giveUp, giveUp)
  }
  return { pid: child.pid, stream, stderr: child.stderr, exited: child.exited, kill }
}
