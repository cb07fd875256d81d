import { RequestError } from '../../../contract/messages'
import { describeProblem } from '../../../contract/problems'
import { webVtt } from '../../../core/lesson/captions'
import type { LessonContent, Stretch } from '../../../core/lesson/lesson'
import { redactChecked } from '../../../core/lesson/redact/redact-lesson'
import { writeStoryCapture } from '../../../core/lesson/write-story-capture'
import { writeLessonFile } from '../../../lesson-file/write-lesson-file'
import { writeWorksheet } from '../../../lesson-page/write-worksheet'
import { exportGif } from '../../lesson-video/export-gif'
import { exportVideo } from '../../lesson-video/export-video'
import type { VideoCaptions } from '../../lesson-video/video-file'
import type { ThemeName } from '../../scene/theme'
import { makeLessonPage } from './make-lesson-page'

/** What a lesson can be sent as, in the order in which it is offered. */
export const sendFormats = ['hopscope', 'html', 'webm', 'mp4', 'gif', 'captions', 'worksheet', 'pcapng'] as const

export type SendFormat = (typeof sendFormats)[number]

/** What was chosen for a file. */
export interface SendOptions {
  readonly format: SendFormat
  readonly language: 'en' | 'ja'
  readonly theme: ThemeName
  /** Lines of a video's picture. */
  readonly height: 720 | 1080
  readonly captions: VideoCaptions
  /** What a GIF shows, on the lesson's clock. */
  readonly stretch: Stretch
  readonly hasSolutions: boolean
  /** Addresses, MACs and names are replaced. */
  readonly isRedacted: boolean
}

/** How the making goes on. */
export interface SendHost {
  /** 0 to 1. */
  progress(share: number): void
  readonly signal: AbortSignal
  /** Hopscope's own. */
  readonly version: string
}

/** A file to be kept. */
export interface SentFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

const framesPerSecond = 30
const gifSize = { width: 960, height: 540 }

/**
 * Makes a lesson's file. Rejects with the signal's reason when it is called off, and with a `RequestError` that says why when
 * it cannot be made.
 */
export async function makeLessonFile(original: LessonContent, options: SendOptions, host: SendHost): Promise<SentFile> {
  const content = options.isRedacted ? redact(original) : original
  const { language, format } = options
  const name = content.lesson.id
  const file = (ending: string, type: string, data: Uint8Array | string): SentFile => ({
    name: `${name}${ending}`,
    type,
    bytes: typeof data === 'string' ? new TextEncoder().encode(data) : data,
  })
  switch (format) {
    case 'hopscope':
      return file('.hopscope', 'application/zip', writeLessonFile(content))
    case 'html':
      return file(
        '.html',
        'text/html',
        await makeLessonPage(writeLessonFile(content), content.lesson.title, host.version, language),
      )
    case 'webm':
    case 'mp4': {
      const { height, captions, theme } = options
      const size = { width: (height * 16) / 9, height }
      const bytes = await exportVideo({
        content,
        format,
        language,
        theme,
        size,
        framesPerSecond,
        captions,
        onProgress: (share) => host.progress(share),
        signal: host.signal,
      })
      return file(`.${format}`, `video/${format}`, bytes)
    }
    case 'gif': {
      const bytes = await exportGif({
        content,
        stretch: options.stretch,
        language,
        theme: options.theme,
        size: gifSize,
        hasCaptions: options.captions !== 'none',
        onProgress: (share) => host.progress(share),
        signal: host.signal,
      })
      return file('.gif', 'image/gif', bytes)
    }
    case 'captions':
      return file(`.${language}.vtt`, 'text/vtt', webVtt(content.lesson, language))
    case 'worksheet':
      return file('-worksheet.html', 'text/html', worksheetOf(content, options))
    case 'pcapng':
      return file('.pcapng', 'application/vnd.tcpdump.pcap', writeStoryCapture(content, language))
  }
}

/** The worksheet as a page of HTML. */
export function worksheetOf(
  content: LessonContent,
  { language, hasSolutions }: Pick<SendOptions, 'language' | 'hasSolutions'>,
): string {
  return writeWorksheet(content, { language, hasSolutions })
}

/** Nobody learns the seed, so that nobody can undo what it did. Throws a `RequestError` `redaction-leaks`. */
export function redact(content: LessonContent): LessonContent {
  const { content: redacted, leaks } = redactChecked(content, crypto.randomUUID())
  if (redacted !== null) return redacted
  const found = leaks
    .slice(0, 5)
    .map(({ part, what }) => `${part}: ${what}`)
    .join('; ')
  const message = `The lesson cannot be redacted, so nothing was made: it would still say ${found}.`
  throw new RequestError(describeProblem('redaction-leaks', message, { found }))
}
