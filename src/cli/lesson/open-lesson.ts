import { readFile, stat } from 'node:fs/promises'
import { RequestError } from '../../contract/messages'
import type { LessonContent } from '../../core/lesson/lesson'
import { largestLessonFile, readLessonFile } from '../../lesson-file/read-lesson-file'
import { unreadable } from '../capture-file'
import { UsageError, UserError } from '../user-error'

/** Reads the one lesson file that a command names. Rejects with a `UserError` that names the file. */
export async function openLesson(command: string, files: readonly string[]): Promise<LessonContent> {
  const [path, other] = files
  if (path === undefined || other !== undefined) throw new UsageError(`hopscope ${command} takes one FILE.`, command)
  try {
    return readLessonFile(await readBounded(path))
  } catch (error) {
    if (error instanceof RequestError) throw new UserError(`${path}: ${error.message}`)
    throw error
  }
}

/** A file that is far too large is told by its size, not after it was read. */
async function readBounded(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    if (size > largestLessonFile) {
      const limit = largestLessonFile / (1 << 20)
      throw new UserError(`${path} is no lesson that can be opened: it has more than ${limit} MiB.`)
    }
    return new Uint8Array(await readFile(path))
  } catch (error) {
    throw error instanceof UserError ? error : unreadable(path, error)
  }
}
