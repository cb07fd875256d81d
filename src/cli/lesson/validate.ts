import { checkLesson } from '../../core/lesson/check-lesson'
import { readLessonPackets } from '../../core/lesson/read-packets'
import { printable } from '../printable'
import { openLesson } from './open-lesson'

/** `hopscope lesson validate`: prints what should be mended, a line each. Resolves to 0 when nothing is, else to 1. */
export async function runLessonValidate(files: readonly string[]): Promise<number> {
  const content = await openLesson('lesson validate', files)
  const findings = checkLesson(content, readLessonPackets(content))
  const lines = findings.map(({ part, sentence }) => `${printable(`${part}: ${sentence}`)}\n`)
  process.stdout.write(lines.length === 0 ? 'The lesson is well.\n' : lines.join(''))
  return lines.length === 0 ? 0 : 1
}
