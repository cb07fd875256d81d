import type { LocalText } from '../../core/lesson/lesson'

/** What a lesson is called until its teacher names it: when it was recorded, in this computer's time zone. */
export function titleOf(wall: number): LocalText {
  const format = (locale: string): string =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(wall)
  return { en: `Lesson of ${format('en-GB')}`, ja: `${format('ja-JP')}のレッスン` }
}
