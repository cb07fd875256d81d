import type { LocalText } from '../../src/core/lesson/lesson'

/** Characters that are read in a second while one also looks at a picture. */
const pace = { en: 15, ja: 6 } as const
const shortest = 3500

/** Milliseconds that a caption must stay to be read in either language. */
export function readingTime({ en, ja }: LocalText): number {
  return Math.max(shortest, (en.length / pace.en) * 1000, (weigh(ja) / pace.ja) * 1000)
}

/** Latin letters and digits among Japanese ones are read as fast as in English. */
function weigh(ja: string): number {
  const latin = ja.match(/[ -~]/g)?.length ?? 0
  return ja.length - latin + latin * (pace.ja / pace.en)
}
