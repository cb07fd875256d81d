/**
 * A video that the command line has a browser make: the page gets the lesson from the server that it came from, tells how
 * far it is, and puts there what it made.
 */
export interface PageJob {
  readonly format: 'webm' | 'mp4'
  readonly language: 'en' | 'ja'
  readonly captions: 'burnt-in' | 'track' | 'none'
  readonly width: number
  readonly height: number
  readonly framesPerSecond: number
  readonly token: string
}

/** Where the page finds its work and leaves it; every request carries the token as `Authorization: Bearer …`. */
export const pageJobPaths = {
  /** GET: the `.hopscope` file. */
  input: '/job/lesson',
  /** POST: how much is done, 0 to 1, as text. */
  progress: '/job/progress',
  /** PUT: the file that was made. */
  result: '/job/result',
  /** POST: why there is none, a sentence. */
  failure: '/job/failure',
} as const

const lengths = { least: 16, most: 7680 }

/** The fragment of the address that gives a page its job; browsers send it to nobody. */
export function pageJobHash({ format, language, captions, width, height, framesPerSecond, token }: PageJob): string {
  const values = { job: 'video', format, language, captions, width, height, framesPerSecond, token }
  return `#${Object.entries(values)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`
}

/** The job in an address' fragment; null when there is none that can be done. */
export function readPageJob(hash: string): PageJob | null {
  if (!hash.startsWith('#job=video&')) return null
  const values = new Map(hash.slice(1).split('&').map(readPair))
  const format = oneOf(values.get('format'), ['webm', 'mp4'] as const)
  const language = oneOf(values.get('language'), ['en', 'ja'] as const)
  const captions = oneOf(values.get('captions'), ['burnt-in', 'track', 'none'] as const)
  const width = within(values.get('width'), lengths.least, lengths.most)
  const height = within(values.get('height'), lengths.least, lengths.most)
  const framesPerSecond = within(values.get('framesPerSecond'), 1, 60)
  const token = values.get('token')
  if (format === null || language === null || captions === null || token === undefined) return null
  if (width === null || height === null || framesPerSecond === null) return null
  return { format, language, captions, width, height, framesPerSecond, token }
}

function readPair(pair: string): readonly [string, string] {
  const [name = '', value = ''] = pair.split('=')
  try {
    return [name, decodeURIComponent(value)]
  } catch {
    // A percent sign that encodes nothing.
    return [name, '']
  }
}

function oneOf<Word extends string>(value: string | undefined, words: readonly Word[]): Word | null {
  return words.find((word) => word === value) ?? null
}

function within(value: string | undefined, least: number, most: number): number | null {
  const number = Number(value ?? NaN)
  return Number.isInteger(number) && number >= least && number <= most ? number : null
}
