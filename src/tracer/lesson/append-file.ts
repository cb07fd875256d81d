import { closeSync, openSync, writeSync } from 'node:fs'

/** A file that grows; what is gathered reaches it with `flush`. */
export interface AppendFile {
  add(bytes: Uint8Array): void
  /** Throws the file system's error when not all could be written; what could be is in the file. */
  flush(): void
  close(): void
}

/** Opens a new file that only this user may read; throws when there is one. */
export function openAppendFile(path: string): AppendFile {
  const file = openSync(path, 'wx', 0o600)
  let waiting: Uint8Array[] = []
  const flush = (): void => {
    if (waiting.length === 0) return
    const bytes = Buffer.concat(waiting)
    waiting = []
    // writeSync may write less than it was given.
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
  }
  return {
    add: (bytes) => void waiting.push(bytes),
    flush,
    close: () => {
      try {
        flush()
      } finally {
        closeSync(file)
      }
    },
  }
}
