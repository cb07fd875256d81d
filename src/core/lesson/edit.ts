import type { Lesson, LessonTime, Stretch } from './lesson'

/** The lists of a lesson that an author edits; the film, the moves and the recording stay as they were recorded. */
export type EditedList = 'cuts' | 'slow' | 'chapters' | 'captions' | 'spotlights' | 'questions'

/** An item of one of these lists. */
export type EditedItem<List extends EditedList> = Lesson[List][number]

/** A lesson with what it was before each edit, the newest last, and what was undone, the newest first. */
export interface EditHistory {
  readonly past: readonly Lesson[]
  readonly present: Lesson
  readonly future: readonly Lesson[]
  /** What the last edit was about; a further edit about the same joins it, as when somebody types. */
  readonly subject: string | null
}

/** So many steps can be undone. */
const mostSteps = 500

/** A history in which nothing was edited yet. */
export function startHistory(lesson: Lesson): EditHistory {
  return { past: [], present: lesson, future: [], subject: null }
}

/** The history with one more edit. Edits in a row with the same `subject` are undone in one step; null never joins. */
export function applyEdit(history: EditHistory, lesson: Lesson, subject: string | null = null): EditHistory {
  if (lesson === history.present) return history
  const isJoined = subject !== null && subject === history.subject
  const past = isJoined ? history.past : [...history.past, history.present].slice(-mostSteps)
  return { past, present: lesson, future: [], subject }
}

/** One step back; the same history when there is none. */
export function undoEdit({ past, present, future }: EditHistory): EditHistory {
  const before = past.at(-1)
  if (before === undefined) return { past, present, future, subject: null }
  return { past: past.slice(0, -1), present: before, future: [present, ...future], subject: null }
}

/** One step forward again; the same history when there is none. */
export function redoEdit({ past, present, future }: EditHistory): EditHistory {
  const [next, ...rest] = future
  if (next === undefined) return { past, present, future, subject: null }
  return { past: [...past, present], present: next, future: rest, subject: null }
}

/** The lesson with one more item, its list in order of time. */
export function insertItem<List extends EditedList>(lesson: Lesson, list: List, item: EditedItem<List>): Lesson {
  return withList(lesson, list, [...itemsOf(lesson, list), item])
}

/** The lesson with an item in place of that one; unchanged when the list does not have it. */
export function replaceItem<List extends EditedList>(
  lesson: Lesson,
  list: List,
  item: EditedItem<List>,
  by: EditedItem<List>,
): Lesson {
  const items = itemsOf(lesson, list)
  return items.includes(item)
    ? withList(
        lesson,
        list,
        items.map((each) => (each === item ? by : each)),
      )
    : lesson
}

/** The lesson without that item. */
export function removeItem<List extends EditedList>(lesson: Lesson, list: List, item: EditedItem<List>): Lesson {
  return withList(
    lesson,
    list,
    itemsOf(lesson, list).filter((each) => each !== item),
  )
}

/** The lesson beginning or ending at a moment: what lies before or after it is cut out, in place of a former such cut. */
export function trimLesson(lesson: Lesson, edge: 'begin' | 'end', at: LessonTime): Lesson {
  const isFormer = ({ from, to }: Stretch) => (edge === 'begin' ? from <= 0 : to >= lesson.duration)
  const cut: Stretch = edge === 'begin' ? { from: 0, to: at } : { from: at, to: lesson.duration }
  const others = lesson.cuts.filter((each) => !isFormer(each))
  return withList(lesson, 'cuts', cut.to > cut.from ? [...others, cut] : others)
}

function itemsOf<List extends EditedList>(lesson: Lesson, list: List): readonly EditedItem<List>[] {
  return lesson[list]
}

function withList<List extends EditedList>(lesson: Lesson, list: List, items: readonly EditedItem<List>[]): Lesson {
  return { ...lesson, [list]: [...items].sort((a, b) => startOf(a) - startOf(b)) }
}

function startOf(item: EditedItem<EditedList>): number {
  return 'at' in item ? item.at : item.from
}
