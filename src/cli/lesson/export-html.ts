import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { version } from '../../../package.json'
import type { LessonContent } from '../../core/lesson/lesson'
import { writeLessonFile } from '../../lesson-file/write-lesson-file'
import { writeLessonPage, type BuiltScreen } from '../../lesson-page/write-lesson-page'
import { UserError } from '../user-error'

/** A lesson as one HTML page with the screen that this Hopscope was built with. Rejects with a `UserError`. */
export async function exportHtml(
  content: LessonContent,
  language: 'en' | 'ja',
  rootDirectory: string,
): Promise<Uint8Array> {
  const screen = await readBuiltScreen(join(rootDirectory, 'out', 'renderer'))
  const lesson = new Uint8Array(writeLessonFile(content))
  const page = await writeLessonPage({ screen, lesson, title: content.lesson.title, version, language })
  return new TextEncoder().encode(page)
}

async function readBuiltScreen(folder: string): Promise<BuiltScreen> {
  try {
    const page = await readFile(join(folder, 'index.html'), 'utf8')
    const script = /<script type="module"[^>]* src="\.\/([\w./-]+)"/.exec(page)?.[1]
    const style = /<link rel="stylesheet"[^>]* href="\.\/([\w./-]+)"/.exec(page)?.[1]
    if (script === undefined || style === undefined) throw new Error('index.html names no script or no style')
    const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')
    return { script: await read(script), style: await read(style) }
  } catch (error) {
    throw new UserError(`The built screen cannot be read: ${(error as Error).message}. Run: npm run build`)
  }
}
