import { checkLesson } from '../../src/core/lesson/check-lesson'
import type { LessonContent } from '../../src/core/lesson/lesson'
import { createLessonClock } from '../../src/core/lesson/lesson-clock'
import { checkQuestions } from './check-questions'
import { checkTargets } from './check-targets'
import { checkTexts } from './check-texts'
import { openChecked } from './checked-lesson'

/** What a shown lesson may take, in ms. */
const shortest = 120_000
const longest = 240_000

/** What is wrong with a lesson, and every rule of the built-in course that it breaks, as sentences; none when it may be written. */
export function checkCourseLesson(content: LessonContent): readonly string[] {
  const checked = openChecked(content)
  return [
    ...checkLesson(content, checked.packets).map(({ part, sentence }) => `${part}: ${sentence}`),
    ...checkLength(content),
    ...checkTexts(checked),
    ...checkTargets(checked),
    ...checkQuestions(checked),
  ]
}

function checkLength({ lesson }: LessonContent): string[] {
  const broken: string[] = []
  const { duration } = createLessonClock(lesson)
  if (duration < shortest || duration > longest) broken.push(`It takes ${Math.round(duration / 1000)} s.`)
  const { length } = lesson.chapters
  if (length < 3 || length > 6 || lesson.chapters[0]!.at !== 0) broken.push(`It has ${length} chapters.`)
  return broken
}
