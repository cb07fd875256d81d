import { setTimeout as delay } from 'node:timers/promises'
import type { Problem } from '../../contract/messages'
import { parseJson } from '../discovery/json-access'
import type { DockerEvent } from './docker-access'
import { readEvent } from './read-docker'

/** What following needs of a daemon. */
export interface EventSource {
  /** Opens the stream of JSON lines. */
  readonly open: (signal: AbortSignal) => Promise<AsyncIterable<Uint8Array>>
  readonly explain: (error: unknown) => Problem
  /** Milliseconds before the next try; grows with `failures`, which counts from 1. */
  readonly pause: (failures: number) => number
}

const maximumLineLength = 1024 * 1024

/**
 * Reads events until the signal aborts. When the daemon goes away the listener hears `lost` once, then `back` when it
 * answers again: whatever happened in between was missed.
 */
export async function followEvents(
  source: EventSource,
  listener: (event: DockerEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    let reason: unknown = new Error('The stream of events ended.')
    try {
      const stream = await source.open(signal)
      if (failures > 0) listener({ kind: 'back' })
      failures = 0
      for await (const message of jsonLines(stream)) {
        const event = readEvent(message)
        if (event !== null) listener(event)
      }
    } catch (error) {
      reason = error
    }
    if (isAborted(signal)) return
    failures += 1
    if (failures === 1) listener({ kind: 'lost', problem: source.explain(reason) })
    await delay(source.pause(failures), undefined, { signal }).catch(() => undefined)
  }
}

/** A function, so that the compiler does not believe that the loop's condition still holds. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted
}

async function* jsonLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > maximumLineLength) rest = ''
    for (const line of lines) if (line.trim() !== '') yield parseJson(line)
  }
}
