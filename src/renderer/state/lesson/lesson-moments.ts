import type { LessonContent, LessonTime, Question } from '../../../core/lesson/lesson'
import type { LessonClock, ShownTime } from '../../../core/lesson/lesson-clock'
import type { Topology } from '../../../core/topology/topology'
import { lessonOf, type OpenLesson } from './lesson-state'

/** The first question that is due before the viewer's watch reaches `end`, and when; null when none is. */
export function nextQuestion(
  now: OpenLesson,
  skipped: ReadonlySet<string>,
  end: ShownTime,
): { readonly question: Question; readonly at: ShownTime } | null {
  if (now.isEditing) return null
  for (const question of lessonOf(now).questions) {
    const at = now.clock.shownTime(question.at)
    if (at >= end) return null
    const isOpen = !skipped.has(question.id) && !now.results.has(question.id)
    if (at >= now.shown && isOpen && isKept(now.clock, question.at)) return { question, at }
  }
  return null
}

/** What was cut out with its stretch of the lesson is not asked. */
function isKept(clock: LessonClock, time: LessonTime): boolean {
  return Math.abs(clock.lessonTime(clock.shownTime(time)) - time) < 1
}

/** The network as it was at a moment of the lesson. */
export function topologyAt({ topology, changes }: LessonContent, time: LessonTime): Topology {
  return changes.findLast(({ at }) => at <= time)?.topology ?? topology
}
