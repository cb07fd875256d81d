import { internet } from './internet'
import type { LessonScript } from './lesson-script'

/** The built-in course in order, by its files' names. */
export const course: Readonly<Record<string, LessonScript>> = {
  '3-internet': internet,
}
