import { RequestError, type RequestName, type Requests, type TracerClient } from '../../contract/messages'
import { describeProblem } from '../../contract/problems'
import type { LessonContent } from '../../core/lesson/lesson'
import { generator, languageAttribute, pageParts } from '../../lesson-page/page-parts'
import { readLessonFile } from '../../lesson-file/read-lesson-file'

/** A lesson that this page holds, and the language that the page was made in. */
export interface EmbeddedLesson {
  readonly bytes: Uint8Array
  readonly language: 'en' | 'ja'
  /** Of the Hopscope that made the page. */
  readonly version: string
}

/** The lesson in this page, null for the screen of a tracer. */
export function findEmbeddedLesson(page: Document): EmbeddedLesson | null {
  const element = page.getElementById(pageParts.lesson)
  if (element === null) return null
  const packed = atob(element.textContent.trim())
  const bytes = Uint8Array.from(packed, (character) => character.charCodeAt(0))
  const made = page.querySelector<HTMLMetaElement>('meta[name="generator"]')?.content ?? ''
  return {
    bytes,
    language: page.documentElement.getAttribute(languageAttribute) === 'ja' ? 'ja' : 'en',
    version: made.startsWith(`${generator} `) ? made.slice(generator.length + 1) : '',
  }
}

/** The id by which the lesson of a page is opened. */
export const embeddedId = 'embedded'

type Answers = { readonly [Name in RequestName]?: () => Requests[Name]['result'] }

/** A tracer that can do nothing but give the one lesson; whatever needs a machine is refused with a sentence. */
export function createEmbeddedClient({ bytes, version }: EmbeddedLesson): TracerClient {
  let content: LessonContent | null = null
  const read = (): LessonContent => (content ??= readLessonFile(bytes))
  const answers: Answers = {
    hello: () => ({
      version,
      host: 'linux',
      canCapture: false,
      wireshark: { isInstalled: false, installCommand: null },
    }),
    doctor: () => [],
    discover: () => read().topology,
    recordings: () => [],
    listLessons: () => {
      const { title, duration } = read().lesson
      return [{ id: embeddedId, title, duration, date: null, isBuiltIn: true }]
    },
    openLesson: () => ({ bytes }),
    openRecording: () => ({ name: embeddedId, capture: read().capture, topology: read().topology }),
    setLanguage: () => null,
  }
  return {
    request: async (name) => {
      const answer = answers[name]
      if (answer === undefined) throw new RequestError(refusal)
      return Promise.resolve(answer())
    },
    on: () => () => undefined,
    onConnection: (listener) => {
      listener(true)
      return () => undefined
    },
  }
}

const refusal = describeProblem(
  'lesson-page',
  'This page is one lesson: to trace a network of your own, open Hopscope on that machine.',
)
