import type { Page } from 'playwright-core'

/** A Hopscope that was started for a test. */
export interface RunningHopscope {
  readonly page: Page
  /** The process that runs the tracer. */
  readonly pid: number
  /** For `findMarkedProcesses`. */
  readonly mark: string
  /** Closes the window, or ends the server as Ctrl-C does; resolves to the exit code when it has ended. */
  close(): Promise<number | null>
  /** Kills the tracer's process with SIGKILL, and closes what shows the screen. */
  kill(): Promise<void>
}
