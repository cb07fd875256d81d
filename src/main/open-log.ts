import { join } from 'node:path'
import log from 'electron-log/node.js'
import type { TracerService } from '../contract/messages'

/** What main writes down. */
export interface Log {
  info(sentence: string): void
  error(sentence: string): void
}

/**
 * A log file of at most two times 1 MB in `directory`. It tells how the program fares and holds no packet, no address
 * and no name: of a problem only its code is kept.
 */
export function openLog(directory: string): Log {
  log.transports.console.level = false
  log.transports.file.level = 'info'
  log.transports.file.maxSize = 1024 * 1024
  log.transports.file.resolvePathFn = () => join(directory, 'main.log')
  return { info: (sentence) => log.info(sentence), error: (sentence) => log.error(sentence) }
}

/** Writes down the code of every problem that the tracer reports. */
export function logProblems(log: Log, tracer: TracerService): void {
  tracer.subscribe((name, event) => {
    if (name === 'problem' && 'code' in event) log.error(`problem ${event.code}`)
  })
}
