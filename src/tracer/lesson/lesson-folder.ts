import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openRecordingFile, type RecordingFile } from '../capture/recording-file'
import { openAppendFile, type AppendFile } from './append-file'
import type { RecordedEvent } from './recorded-event'

/** The files of a lesson's folder while it is recorded. */
export const folderFiles = {
  /** The id of the process that records. */
  owner: 'owner',
  capture: 'recording.pcapng',
  events: 'events.jsonl',
  narration: 'narration.webm',
} as const

/**
 * A lesson that is being recorded, as a folder whose files grow. Killed at any moment it holds all but what came since the
 * last `flush`. Every call throws an error when the disk does not take it.
 */
export interface LessonFolder {
  readonly path: string
  readonly capture: Pick<RecordingFile, 'listening' | 'add'>
  event(event: RecordedEvent): void
  voice(data: Uint8Array): void
  flush(): void
  /** Bytes on the disk: of the capture, the events and the voice. */
  sizes(): readonly number[]
  /** Writes what can be written and lets the files go. */
  close(): void
  /** Removes it: nothing was recorded. */
  abandon(): void
}

/** Makes the folder, which must not exist, for this user alone. */
export function createLessonFolder(path: string): LessonFolder {
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
  mkdirSync(path, { mode: 0o700 })
  const file = (name: keyof typeof folderFiles): string => join(path, folderFiles[name])
  writeFileSync(file('owner'), `${process.pid}\n`, { mode: 0o600 })
  const capture = openRecordingFile(file('capture'))
  const events = openAppendFile(file('events'))
  let narration: AppendFile | null = null
  const encoder = new TextEncoder()

  const all = (work: 'flush' | 'close'): void => {
    const errors: unknown[] = []
    for (const each of [events, capture, narration]) {
      try {
        each?.[work]()
      } catch (error) {
        errors.push(error)
      }
    }
    if (errors.length > 0) throw errors[0]
  }

  return {
    path,
    capture,
    event: (event) => events.add(encoder.encode(`${JSON.stringify(event)}\n`)),
    voice: (data) => {
      narration ??= openAppendFile(file('narration'))
      // The message that brought it is longer lived than it should be.
      narration.add(data.slice())
    },
    flush: () => all('flush'),
    sizes: () =>
      (['capture', 'events', 'narration'] as const).map(
        (name) => statSync(file(name), { throwIfNoEntry: false })?.size ?? 0,
      ),
    close: () => all('close'),
    abandon: () => {
      try {
        all('close')
      } catch {
        // The disk took nothing, as was told.
      }
      rmSync(path, { recursive: true, force: true })
    },
  }
}
