import type { LocalText } from '../../src/core/lesson/lesson'
import type { CheckedLesson } from './checked-lesson'
import { findFigures, recordedFigures } from './recorded-figures'
import { readingTime } from './reading-time'

/** So much of the time something has to be said. */
const leastCover = 0.85
const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/

/** What is wrong with a lesson's texts: languages, time to read them, and figures that were not recorded. */
export function checkTexts(checked: CheckedLesson): readonly string[] {
  const { lesson } = checked.content
  const broken: string[] = []
  const known = recordedFigures(checked)
  for (const text of listTexts(checked)) {
    const where = JSON.stringify(text.en === '' ? text.ja : text.en)
    if (text.en.trim() === '' || japanese.test(text.en)) broken.push(`No English: ${where}`)
    // An address is the same in every language.
    if (text.ja.trim() === '' || (text.ja !== text.en && !japanese.test(text.ja))) broken.push(`No Japanese: ${where}`)
    for (const words of [text.en, text.ja]) {
      if (/[{}]/.test(words)) broken.push(`A placeholder is left: ${words}`)
      for (const figure of findFigures(words))
        if (!known.has(figure)) broken.push(`${figure} was not recorded: ${words}`)
    }
  }
  let covered = 0
  let end = 0
  for (const { from, to, text } of lesson.captions) {
    if (from < end) broken.push(`Captions overlap: ${text.en}`)
    if (to - from < readingTime(text) - 1) broken.push(`There is too little time to read: ${text.en}`)
    covered += to - from
    end = to
  }
  if (covered < lesson.duration * leastCover) broken.push('Nothing is said for too long.')
  return broken
}

function listTexts({ content: { lesson } }: CheckedLesson): readonly LocalText[] {
  return [
    lesson.title,
    lesson.description,
    ...lesson.chapters.map(({ title }) => title),
    ...lesson.captions.map(({ text }) => text),
    ...lesson.questions.flatMap((question) => [
      question.prompt,
      question.explanation,
      ...(question.kind === 'choose' ? question.options.map(({ text }) => text) : []),
    ]),
  ]
}
