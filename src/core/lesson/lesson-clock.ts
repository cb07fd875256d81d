import type { Lesson, LessonTime, Stretch } from './lesson'

/** Milliseconds that the viewer's watch shows: cuts take none, slowed stretches more. */
export type ShownTime = number

/** A part of a lesson without a cut, at one pace. Shown time runs `times` as long as the lesson's. */
export interface LessonPart extends Stretch {
  readonly times: number
  /** When it begins on the viewer's watch. */
  readonly shownFrom: ShownTime
  readonly shownTo: ShownTime
}

/** A lesson's two clocks. Both directions never decrease, and every time is clamped to the lesson. */
export interface LessonClock {
  readonly parts: readonly LessonPart[]
  readonly duration: ShownTime
  /** What the lesson's clock stands at; within a slowed stretch in between. */
  lessonTime(shown: ShownTime): LessonTime
  /** When the viewer sees a moment; one that was cut out is the moment after the cut. */
  shownTime(time: LessonTime): ShownTime
  /** What the voice says then, on the lesson's clock; null while it is silent at the end of a slowed stretch. */
  voiceTime(shown: ShownTime): LessonTime | null
}

/** The clocks of a lesson with its cuts and slowed stretches; where two of the latter overlap the first one holds. */
export function createLessonClock({ duration, cuts, slow }: Pick<Lesson, 'duration' | 'cuts' | 'slow'>): LessonClock {
  const parts: LessonPart[] = []
  let shown = 0
  for (const { from, to } of keptStretches(duration, cuts)) {
    const edges = new Set([from, to])
    for (const stretch of slow)
      for (const edge of [stretch.from, stretch.to]) if (edge > from && edge < to) edges.add(edge)
    const sorted = [...edges].sort((a, b) => a - b)
    for (let index = 1; index < sorted.length; index++) {
      const [start, end] = [sorted[index - 1]!, sorted[index]!]
      const times = slow.find((stretch) => stretch.from <= start && stretch.to >= end)?.times ?? 1
      const shownTo = shown + (end - start) * times
      parts.push({ from: start, to: end, times, shownFrom: shown, shownTo })
      shown = shownTo
    }
  }
  const partAt = (time: ShownTime): LessonPart | undefined => parts[lastIndex(parts, (part) => part.shownFrom <= time)]
  return {
    parts,
    duration: shown,
    lessonTime: (time) => {
      const part = partAt(Math.max(0, time))
      if (part === undefined) return 0
      return Math.min(part.to, part.from + (Math.max(0, time) - part.shownFrom) / part.times)
    },
    shownTime: (time) => {
      const part = parts[lastIndex(parts, ({ from }) => from <= time)]
      if (part === undefined) return 0
      return time >= part.to ? part.shownTo : part.shownFrom + (time - part.from) * part.times
    },
    voiceTime: (time) => {
      const part = partAt(Math.max(0, time))
      if (part === undefined) return null
      const voice = part.from + (Math.max(0, time) - part.shownFrom)
      return voice < part.to ? voice : null
    },
  }
}

/** What is left of a lesson between its cuts. */
function keptStretches(duration: LessonTime, cuts: readonly Stretch[]): Stretch[] {
  const kept: Stretch[] = []
  let from = 0
  for (const cut of [...cuts].sort((a, b) => a.from - b.from)) {
    if (cut.from > from) kept.push({ from, to: Math.min(cut.from, duration) })
    from = Math.max(from, cut.to)
  }
  if (from < duration) kept.push({ from, to: duration })
  return kept.filter((stretch) => stretch.to > stretch.from)
}

/** Index of the last item that fulfils what those before it fulfil too; -1 when none does. */
export function lastIndex<T>(items: readonly T[], isBefore: (item: T) => boolean): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBefore(items[middle]!)) low = middle + 1
    else high = middle
  }
  return low - 1
}
