import type { LessonContent } from '../../src/core/lesson/lesson'
import { createLessonClock } from '../../src/core/lesson/lesson-clock'
import { checkQuestions } from './check-questions'
import { checkTargets } from './check-targets'
import { checkTexts } from './check-texts'
import { openChecked, type CheckedLesson } from './checked-lesson'

/** What a shown lesson may take, in ms. */
const shortest = 120_000
const longest = 240_000

/** Every rule of the built-in course that a lesson breaks, as sentences; none when it may be written. */
export function checkLesson(content: LessonContent): readonly string[] {
  const checked = openChecked(content)
  return [
    ...checkLength(content),
    ...checkFilm(checked),
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

function checkFilm({ content: { lesson }, actOf }: CheckedLesson): string[] {
  const broken: string[] = []
  if (!lesson.keyframes.some(({ position }) => position.packet !== null)) broken.push('Its film shows no packet.')
  for (const { at, position } of lesson.keyframes) {
    const act = position.packet && actOf(position.packet)
    if (act === undefined) broken.push(`The film at ${at} is with a packet that was not recorded.`)
    else if (act !== null && position.station > act.stations.length) broken.push(`The film at ${at} is beyond its way.`)
  }
  return broken
}
