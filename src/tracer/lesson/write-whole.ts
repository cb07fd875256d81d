import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { cannotKeepLesson } from './lesson-problems'

/**
 * Writes a file that takes its name only when it is whole and on the disk; a former one stays until then. Throws a
 * `RequestError` `cannot-keep-lesson`.
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  // Another Hopscope may write the same lesson.
  const part = `${path}.${process.pid}.part`
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const file = await open(part, 'w', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    throw cannotKeepLesson(path, error)
  }
}
