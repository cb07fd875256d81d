import type { LessonTime } from './lesson'

/** How one question was answered. */
export interface Result {
  readonly question: string
  readonly prompt: string
  /** As the student saw it. */
  readonly answer: string
  readonly truth: string
  readonly isRight: boolean
  /** Milliseconds from the question's appearance to the answer. */
  readonly took: LessonTime
}

/** What a sheet's columns are called. */
interface SheetWords {
  readonly columns: readonly [string, string, string, string, string, string, string, string]
  readonly right: string
  readonly wrong: string
}

const sheetWords: Readonly<Record<'en' | 'ja', SheetWords>> = {
  en: {
    columns: ['Lesson', 'Student', 'Question', 'Text', 'Answer', 'What the packet says', 'Result', 'Seconds'],
    right: 'right',
    wrong: 'wrong',
  },
  ja: {
    columns: ['レッスン', '受講者', '問題', '問題文', '解答', 'パケットの値', '結果', '秒'],
    right: '正解',
    wrong: '不正解',
  },
}

/**
 * The results as CSV (RFC 4180) with a byte order mark, without which spreadsheets misread Japanese. A cell that a
 * spreadsheet would take for a formula is made a text by a leading apostrophe.
 */
export function writeResultSheet(
  lesson: string,
  student: string,
  results: readonly Result[],
  language: 'en' | 'ja',
): string {
  const words = sheetWords[language]
  const rows = results.map(({ question, prompt, answer, truth, isRight, took }) => [
    lesson,
    student,
    question,
    prompt,
    answer,
    truth,
    isRight ? words.right : words.wrong,
    (took / 1000).toFixed(1),
  ])
  return `\uFEFF${[words.columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
