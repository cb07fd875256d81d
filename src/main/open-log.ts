import { join } from 'node:path'
import log from 'electron-log/node.js'
import type { TracerService } from '../contract/messages'
import { problemOf } from '../contract/problems'

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

/** The same tracer, with the code of every problem that a screen is told of written down. */
export function logProblems(log: Log, tracer: TracerService): TracerService {
  return {
    handle: (name, params) =>
      tracer.handle(name, params).catch((error: unknown) => {
        log.error(`${name} failed: ${problemOf(error).code}`)
        throw error
      }),
    subscribe: (listener, canAccept) =>
      tracer.subscribe((name, event) => {
        if (name === 'problem' && 'code' in event) log.error(`problem ${event.code}`)
        listener(name, event)
      }, canAccept),
  }
}
