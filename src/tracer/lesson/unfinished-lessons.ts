import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { RequestError, type LessonInfo, type Problem } from '../../contract/messages'
import { writeLessonFile } from '../../lesson-file/write-lesson-file'
import { folderFiles } from './lesson-folder'
import type { LessonLibrary } from './lesson-library'
import { lessonsRecovered } from './lesson-problems'
import { packLesson } from './pack-lesson'

/** Recordings that are still folders: just ended, cut off, or without room on the disk for their file. */
export interface UnfinishedLessons {
  /** Makes the lesson's file of a folder and removes the folder; it stays when that fails. */
  pack(id: string): Promise<LessonInfo>
  /** Packs what was cut off, says so, and gives the lessons that still cannot be packed. */
  recover(): Promise<readonly LessonInfo[]>
  /** The `.hopscope` file that a folder makes, without room on the disk; null when there is no such folder. */
  open(id: string): Promise<Uint8Array | null>
}

const lessonId = /^[a-z0-9][a-z0-9-]{0,63}$/
/** A recorder writes twice a second; who has not for so long is gone, and another process has its number. */
const longestSilence = 30_000

/** The unfinished lessons of a folder; `active` is the one that this process records. */
export function createUnfinishedLessons(options: {
  readonly folder: string
  readonly library: LessonLibrary
  readonly active: () => string | null
  readonly problem: (problem: Problem) => void
}): UnfinishedLessons {
  const { library } = options
  const pathOf = (id: string): string => join(options.folder, id)

  const pack = async (id: string): Promise<LessonInfo> => {
    const info = await library.add(await packLesson(pathOf(id), id))
    await rm(pathOf(id), { recursive: true, force: true })
    return info
  }

  const listFolders = async (): Promise<readonly string[]> => {
    const entries = await readdir(options.folder, { withFileTypes: true }).catch(() => [])
    const ids = entries.filter((entry) => entry.isDirectory() && lessonId.test(entry.name)).map(({ name }) => name)
    const isFree = await Promise.all(
      ids.map(async (id) => id !== options.active() && !(await isBeingRecorded(pathOf(id)))),
    )
    return ids.filter((_, index) => isFree[index]).sort()
  }

  const recoverAll = async (): Promise<readonly LessonInfo[]> => {
    const recovered: string[] = []
    const left: LessonInfo[] = []
    for (const id of await listFolders()) {
      try {
        await pack(id)
        recovered.push(id)
      } catch (error) {
        if (!(error instanceof RequestError)) throw error
        options.problem(error.problem)
        const found = await packLesson(pathOf(id), id).catch(() => null)
        if (found === null) continue
        const { title, duration } = found.lesson
        left.push({ id, title, duration, date: Date.now(), isBuiltIn: false })
      }
    }
    if (recovered.length > 0) options.problem(lessonsRecovered(recovered))
    return left
  }

  let recovering: Promise<readonly LessonInfo[]> | null = null
  return {
    pack,
    recover: async () => {
      // Several screens ask at once.
      recovering ??= recoverAll().finally(() => (recovering = null))
      return recovering
    },
    open: async (id) => {
      const isFolder = await stat(pathOf(id)).then(
        (found) => found.isDirectory(),
        () => false,
      )
      return isFolder ? writeLessonFile(await packLesson(pathOf(id), id)) : null
    },
  }
}

async function isBeingRecorded(path: string): Promise<boolean> {
  const owner = Number(await readFile(join(path, folderFiles.owner), 'utf8').catch(() => ''))
  if (!Number.isSafeInteger(owner) || owner <= 0 || owner === process.pid) return false
  try {
    process.kill(owner, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const events = await stat(join(path, folderFiles.events)).catch(() => null)
  return events !== null && Date.now() - events.mtimeMs < longestSilence
}
