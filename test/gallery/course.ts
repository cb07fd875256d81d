import type { LessonInfo } from '../../src/contract/messages'
import { readLessonFile } from '../../src/lesson-file/read-lesson-file'

const files = import.meta.glob<string>('../../resources/lessons/*.hopscope', {
  query: '?url',
  import: 'default',
  eager: true,
})

/** The bytes of a lesson of the course, by its id; rejects when there is no such lesson. */
export async function lessonBytes(id: string): Promise<Uint8Array> {
  const url = files[`../../resources/lessons/${id}.hopscope`]
  if (url === undefined) throw new Error(`The course has no lesson "${id}".`)
  return new Uint8Array(await (await fetch(url)).arrayBuffer())
}

/** The course as the tracer would answer `listLessons`. */
export async function listCourse(): Promise<readonly LessonInfo[]> {
  const ids = Object.keys(files).map((file) => file.replace(/^.*\//, '').replace(/\.hopscope$/, ''))
  return Promise.all(
    ids.sort().map(async (id) => {
      const { title, duration } = readLessonFile(await lessonBytes(id)).lesson
      return { id, title, duration, date: null, isBuiltIn: true }
    }),
  )
}
