import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { LessonInfo, Problem } from '../../contract/messages'
import { RequestError } from '../../contract/messages'
import type { Lesson, LessonContent } from '../../core/lesson/lesson'
import { damaged, parseLesson } from '../../lesson-file/parse-lesson'
import { readLessonFile, readLessonOnly } from '../../lesson-file/read-lesson-file'
import { writeLessonFile } from '../../lesson-file/write-lesson-file'
import { unknownLesson } from './lesson-problems'
import { writeWhole } from './write-whole'

/** The `.hopscope` files of this computer: the course in `<resources>/lessons`, and the user's own in `<data>/lessons`. */
export interface LessonLibrary {
  /** The course in order of id, then the user's own, the newest first. A file that is no lesson is told as a problem. */
  list(): Promise<readonly LessonInfo[]>
  /** The file's bytes; throws `unknown-lesson`. */
  open(id: string): Promise<Uint8Array>
  /**
   * Keeps a `lesson.json`, the other parts staying as they are, or a whole `.hopscope` file. Throws what is wrong with it
   * before anything is touched. A lesson of the course is copied: the result tells the copy's id.
   */
  save(id: string, bytes: Uint8Array): Promise<LessonInfo>
  /** Keeps a new lesson under its own id. */
  add(content: LessonContent): Promise<LessonInfo>
  has(id: string): Promise<boolean>
}

const lessonFile = /^([a-z0-9][a-z0-9-]{0,63})\.hopscope$/
const zipMagic = [0x50, 0x4b]

interface Known {
  readonly modified: number
  readonly size: number
  readonly lesson: Pick<Lesson, 'title' | 'duration'> | null
}

/** The library of these folders, which need not exist; without `ownFolder` there are no lessons of the user's own. */
export function createLessonLibrary(options: {
  readonly builtInFolder: string
  readonly ownFolder: string
  readonly problem: (problem: Problem) => void
}): LessonLibrary {
  const { builtInFolder, ownFolder } = options
  /** What files said when they were read last, by path. */
  const known = new Map<string, Known>()

  const pathOf = (folder: string, id: string) => join(folder, `${id}.hopscope`)
  const isFile = (path: string): Promise<boolean> =>
    stat(path).then(
      (found) => found.isFile(),
      () => false,
    )

  const find = async (id: string): Promise<string | null> => {
    for (const folder of [builtInFolder, ownFolder]) if (await isFile(pathOf(folder, id))) return pathOf(folder, id)
    return null
  }

  const read = async (path: string): Promise<Known> => {
    const { mtimeMs: modified, size } = await stat(path)
    const before = known.get(path)
    if (before?.modified === modified && before.size === size) return before
    let lesson: Known['lesson'] = null
    try {
      const { title, duration } = readLessonOnly(await readFile(path))
      lesson = { title, duration }
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      const { code, message, values, command } = error.problem
      options.problem({ code, message: `${path}: ${message}`, values: { ...values, path }, command })
    }
    const found = { modified, size, lesson }
    known.set(path, found)
    return found
  }

  const listFolder = async (folder: string, isBuiltIn: boolean): Promise<LessonInfo[]> => {
    const entries = await readdir(folder).catch(() => [])
    const infos: LessonInfo[] = []
    for (const name of entries.sort()) {
      const id = lessonFile.exec(name)?.[1]
      if (id === undefined) continue
      const found = await read(join(folder, name)).catch(() => null)
      if (found?.lesson == null) continue
      infos.push({ id, ...found.lesson, date: isBuiltIn ? null : found.modified, isBuiltIn })
    }
    return infos
  }

  const keep = async (id: string, content: LessonContent): Promise<LessonInfo> => {
    const path = pathOf(ownFolder, id)
    const lesson = { ...content.lesson, id }
    await writeWhole(path, writeLessonFile({ ...content, lesson }))
    const { mtimeMs: date, size } = await stat(path)
    const { title, duration } = lesson
    known.set(path, { modified: date, size, lesson: { title, duration } })
    return { id, title, duration, date, isBuiltIn: false }
  }

  const freeId = async (id: string): Promise<string> => {
    for (let number = 2; ; number++) {
      const suffix = `-${number}`
      const candidate = `${id.slice(0, 64 - suffix.length)}${suffix}`
      if ((await find(candidate)) === null) return candidate
    }
  }

  return {
    list: async () => {
      const [course, own] = await Promise.all([listFolder(builtInFolder, true), listFolder(ownFolder, false)])
      return [...course, ...own.sort((a, b) => (b.date ?? 0) - (a.date ?? 0))]
    },
    open: async (id) => {
      const path = await find(id)
      if (path === null) throw unknownLesson(id)
      return new Uint8Array(await readFile(path))
    },
    save: async (id, bytes) => {
      const path = await find(id)
      const isWhole = zipMagic.every((byte, index) => bytes[index] === byte)
      if (!isWhole && path === null) throw unknownLesson(id)
      const content = isWhole
        ? readLessonFile(bytes)
        : { ...readLessonFile(await readFile(path!)), lesson: parseLesson(readJson(bytes)) }
      return keep(path === pathOf(builtInFolder, id) ? await freeId(id) : id, content)
    },
    add: (content) => keep(content.lesson.id, content),
    has: async (id) => (await find(id)) !== null,
  }
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw damaged('lesson.json', error instanceof Error ? error.message : String(error))
  }
}
