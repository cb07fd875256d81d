import * as v from 'valibot'
import { describeIssue } from '../contract/describe-issue'
import { RequestError } from '../contract/messages'
import { describeProblem } from '../contract/problems'
import type { Lesson } from '../core/lesson/lesson'
import { lessonSchema } from './lesson-schema'

/** The newest `version` of `lesson.json` that this Hopscope writes and reads. */
export const newestVersion = 1

/** Brings an older `lesson.json` to the next version, by the version that it has. */
const upgrades: Readonly<Record<number, (lesson: Record<string, unknown>) => Record<string, unknown>>> = {}

/**
 * The lesson of a `lesson.json`, of this version or an older one, its lists in order of time. Throws a `RequestError`
 * `lesson-damaged` that says where it is wrong, or `lesson-too-new`.
 */
export function parseLesson(value: unknown): Lesson {
  const parsed = v.safeParse(lessonSchema, upgrade(value))
  if (!parsed.success) throw damaged('lesson.json', describeIssue(parsed.issues[0]))
  const lesson = parsed.output
  const ids = new Set<string>()
  for (const [index, { id }] of lesson.questions.entries()) {
    if (ids.has(id)) throw damaged('lesson.json', `questions[${index}].id: ${id} is there twice`)
    ids.add(id)
  }
  return {
    ...lesson,
    keyframes: inOrder(lesson.keyframes),
    moves: inOrder(lesson.moves),
    markers: inOrder(lesson.markers),
    cuts: byStart(lesson.cuts),
    slow: byStart(lesson.slow),
    chapters: inOrder(lesson.chapters),
    captions: byStart(lesson.captions),
    spotlights: byStart(lesson.spotlights),
    questions: inOrder(lesson.questions),
  }
}

/** The error for a part of a lesson that is not what it should be. */
export function damaged(part: string, reason: string): RequestError {
  return new RequestError(
    describeProblem('lesson-damaged', `The lesson is damaged: ${part}: ${reason}.`, { part, reason }),
  )
}

function upgrade(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  let lesson = value as Record<string, unknown>
  if (lesson['format'] !== 'hopscope-lesson') throw damaged('lesson.json', 'format: this is no lesson of Hopscope')
  for (;;) {
    const version = lesson['version']
    if (typeof version === 'number' && version > newestVersion) {
      const values = { version: String(version), newest: String(newestVersion) }
      const message = `This lesson was made by a newer Hopscope (its format is ${version}, this one reads up to ${newestVersion}).`
      throw new RequestError(describeProblem('lesson-too-new', message, values))
    }
    const next = typeof version === 'number' ? upgrades[version] : undefined
    if (next === undefined) return lesson
    lesson = next(lesson)
  }
}

function inOrder<Item extends { readonly at: number }>(items: readonly Item[]): readonly Item[] {
  return [...items].sort((a, b) => a.at - b.at)
}

function byStart<Item extends { readonly from: number }>(items: readonly Item[]): readonly Item[] {
  return [...items].sort((a, b) => a.from - b.from)
}
