import type { App } from 'electron'
import type { Log } from './open-log'

/** Longest that quitting waits for captures to stop; their terminals close with the process in any case. */
const patienceMs = 10_000

/** Quits with the last window, and not before everything that `close` ends has ended. */
export function closeBeforeQuit(app: Pick<App, 'on' | 'quit' | 'exit'>, close: () => Promise<void>, log: Log): void {
  let state: 'running' | 'closing' | 'closed' = 'running'
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    const timer = setTimeout(() => {
      log.error('closing the tracer took too long')
      app.exit(1)
    }, patienceMs)
    close()
      .catch((error: unknown) =>
        log.error(`closing the tracer failed: ${error instanceof Error ? error.name : 'error'}`),
      )
      .finally(() => {
        clearTimeout(timer)
        state = 'closed'
        log.info('quit')
        app.quit()
      })
  })
}
