import { randomUUID } from 'node:crypto'
import { basename, dirname, extname, join, resolve } from 'node:path'
import type { LessonContent } from '../../core/lesson/lesson'
import { printable, tell } from '../printable'
import { UsageError, UserError } from '../user-error'
import { openLesson } from './open-lesson'
import { writeWhole } from './write-whole'

/** What `hopscope lesson export` was asked for, still unchecked. */
export interface ExportOptions {
  readonly to: string
  readonly language: string
  readonly isRedacted: boolean
  /** Of a worksheet: answers on its last page. */
  readonly hasSolutions: boolean
  /** Of a video: `burnt-in`, `track` or `none`. */
  readonly captions: string
  /** Of a video: `1920x1080`. */
  readonly size: string
  /** Null writes beside the lesson. */
  readonly output: string | null
  /** The package's folder, which holds `out/`. */
  readonly rootDirectory: string
}

const command = 'lesson export'

/** `hopscope lesson export`: writes a lesson in another form and says where. Resolves to 0. */
export async function runLessonExport(files: readonly string[], options: ExportOptions): Promise<number> {
  const { to, output } = options
  if (!isTarget(to)) throw new UsageError(`--to needs one of ${Object.keys(writers).join(', ')}, not "${to}".`, command)
  const language = options.language
  if (language !== 'en' && language !== 'ja') {
    throw new UsageError(`--language needs en or ja, not "${language}".`, command)
  }
  const original = await openLesson(command, files)
  const { ending, write } = writers[to]
  const path = output ?? besideOf(files[0]!, options.isRedacted ? `-redacted${ending}` : ending)
  if (resolve(path) === resolve(files[0]!)) {
    throw new UsageError('This would write over the lesson itself: name another file with --output.', command)
  }
  const content = options.isRedacted ? await redact(original) : original
  const { hasSolutions, captions, size, rootDirectory } = options
  const bytes = await write(content, { language, path, hasSolutions, captions, size, rootDirectory })
  await writeWhole(path, bytes)
  process.stdout.write(`${printable(path)}\n`)
  return 0
}

interface Wanted extends Pick<ExportOptions, 'hasSolutions' | 'captions' | 'size' | 'rootDirectory'> {
  readonly language: 'en' | 'ja'
  readonly path: string
}

interface Writer {
  readonly ending: string
  readonly write: (content: LessonContent, wanted: Wanted) => Promise<Uint8Array>
}

const writers = {
  html: {
    ending: '.html',
    write: async (content, { language, rootDirectory }) =>
      (await import('./export-html')).exportHtml(content, language, rootDirectory),
  },
  hopscope: {
    ending: '.hopscope',
    write: async (content) => (await import('../../lesson-file/write-lesson-file')).writeLessonFile(content),
  },
  pcapng: {
    ending: '.pcapng',
    write: async (content, { language }) => {
      const { writeStoryCapture } = await import('../../core/lesson/write-story-capture')
      return writeStoryCapture(content, language)
    },
  },
  worksheet: {
    ending: '-worksheet.html',
    write: async (content, { path, language, hasSolutions }) => {
      const { writeWorksheet } = await import('../../lesson-page/write-worksheet')
      const html = writeWorksheet(content, { language, hasSolutions })
      if (extname(path).toLowerCase() !== '.pdf') return new TextEncoder().encode(html)
      return (await import('./print-pdf')).printPdf(html)
    },
  },
  webm: { ending: '.webm', write: (content, wanted) => writeVideo(content, 'webm', wanted) },
  mp4: { ending: '.mp4', write: (content, wanted) => writeVideo(content, 'mp4', wanted) },
  vtt: {
    ending: '.vtt',
    write: async (content, { language }) => {
      const { webVtt } = await import('../../core/lesson/captions')
      return new TextEncoder().encode(webVtt(content.lesson, language))
    },
  },
} as const satisfies Readonly<Record<string, Writer>>

async function writeVideo(content: LessonContent, format: 'webm' | 'mp4', wanted: Wanted): Promise<Uint8Array> {
  const { exportVideoWithBrowser } = await import('./export-video')
  return exportVideoWithBrowser({ content, format, ...wanted, ...readVideoOptions(wanted) })
}

function readVideoOptions({ captions, size }: Wanted) {
  if (captions !== 'burnt-in' && captions !== 'track' && captions !== 'none') {
    throw new UsageError(`--captions needs burnt-in, track or none, not "${captions}".`, command)
  }
  const lengths = /^(\d{2,4})x(\d{2,4})$/.exec(size)?.slice(1).map(Number)
  const [width = 0, height = 0] = lengths ?? []
  if (width < 160 || height < 90 || width > 3840 || height > 2160) {
    throw new UsageError(`--size needs WIDTHxHEIGHT from 160x90 to 3840x2160, not "${size}".`, command)
  }
  return { captions, width, height, framesPerSecond: 30 } as const
}

/** Nobody learns the seed, so that nobody can undo what it did. */
async function redact(content: LessonContent): Promise<LessonContent> {
  const { redactChecked } = await import('../../core/lesson/redact/redact-lesson')
  const { content: redacted, leaks } = redactChecked(content, randomUUID())
  if (redacted === null) {
    const found = leaks.slice(0, 5).map(({ part, what }) => `${part} still says ${what}`)
    throw new UserError(`The lesson cannot be redacted, so nothing was written: ${found.join('; ')}.`)
  }
  if (content.narration !== null) tell('The voice was left out, because it may say names.')
  return redacted
}

function isTarget(name: string): name is keyof typeof writers {
  return Object.hasOwn(writers, name)
}

/** `lesson.hopscope` becomes `lesson.pcapng` in the same folder. */
function besideOf(path: string, ending: string): string {
  return join(dirname(path), `${basename(path, extname(path))}${ending}`)
}
