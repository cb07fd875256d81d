import type { Duplex } from 'node:stream'
import type { MachineId } from '../../core/topology/topology'

/** What a finished command left. */
export interface CommandResult {
  readonly exitCode: number | null
  readonly stdout: Buffer
  readonly stderr: Buffer
}

/** A terminal session with raw bytes out; `columns` is fixed at birth for captures. */
export interface Terminal {
  /** Process id of the local end (of `wsl.exe` or `nsenter`, not of what runs behind it). */
  readonly pid: number
  write(data: string): void
  resize(columns: number, rows: number): void
  /** Called with raw output bytes. node-pty can lose what comes after the child's exit: wait for an end marker. */
  onData(listener: (data: Uint8Array) => void): () => void
  onExit(listener: (exitCode: number | null) => void): () => void
  /** Stops reading until `resume`, so that a slow reader blocks the writer and not memory. */
  pause(): void
  resume(): void
  /** Ends the session; the process behind it gets SIGHUP. */
  kill(): void
}

/**
 * A process with binary pipes: dumpcap's capture stream, `docker system dial-stdio`. It ends with `kill`, with the
 * stream's destruction, and when this process dies; in a distro also 2 s after the stream's writable side has ended.
 */
export interface PipedProcess {
  readonly pid: number
  readonly stream: Duplex
  readonly stderr: NodeJS.ReadableStream
  readonly exited: Promise<number | null>
  kill(): void
}

/**
 * A machine to run commands on: this Linux, a WSL distro through wsl.exe, Windows. Commands are argument arrays, and no
 * shell ever reads them. `run` rejects with a `RequestError` when the machine cannot be reached or the time is up (15 s
 * unless told), and with the signal's reason when aborted; a program that does not exist is a result with exit code
 * 127. Nothing that was started outlives this process.
 */
export interface MachineAccess {
  readonly id: MachineId
  readonly kind: 'linux' | 'wsl' | 'windows'
  run(
    command: readonly string[],
    options?: { readonly input?: string | Uint8Array; readonly timeoutMs?: number; readonly signal?: AbortSignal },
  ): Promise<CommandResult>
  openTerminal(command: readonly string[], size: { readonly columns: number; readonly rows: number }): Terminal
  openPipe(command: readonly string[]): PipedProcess
}
