import type { Camera, Caption, Chapter, Lesson, LessonTab, LessonTime, PacketRef, Spotlight } from './lesson'
import { lastIndex } from './lesson-clock'

/** What the teacher had chosen at a moment; what was never chosen is null, and the whole map is shown. */
export interface Setting {
  readonly selection: { readonly packet: PacketRef; readonly interface: string | null } | null
  readonly tab: LessonTab | null
  readonly camera: Camera | null
}

/** The moves in force at a moment. */
export function settingAt({ moves }: Pick<Lesson, 'moves'>, time: LessonTime): Setting {
  let selection: Setting['selection'] | undefined
  let tab: LessonTab | undefined
  let camera: Camera | null | undefined
  for (let at = lastIndex(moves, (move) => move.at <= time); at >= 0; at--) {
    const move = moves[at]!
    if (move.kind === 'select') {
      if (selection === undefined) selection = move.packet && { packet: move.packet, interface: move.interface }
    } else if (move.kind === 'tab') tab ??= move.tab
    else if (camera === undefined) camera = move.camera
    if (selection !== undefined && tab !== undefined && camera !== undefined) break
  }
  return { selection: selection ?? null, tab: tab ?? null, camera: camera ?? null }
}

/** The chapter that a moment belongs to, -1 before the first. */
export function chapterAt({ chapters }: { readonly chapters: readonly Chapter[] }, time: LessonTime): number {
  return lastIndex(chapters, ({ at }) => at <= time)
}

/** The caption at a moment; of several the one that began last. */
export function captionAt({ captions }: Pick<Lesson, 'captions'>, time: LessonTime): Caption | null {
  return captions.findLast(({ from, to }) => from <= time && time < to) ?? null
}

/** All spotlights that are on. */
export function spotlightsAt({ spotlights }: Pick<Lesson, 'spotlights'>, time: LessonTime): readonly Spotlight[] {
  return spotlights.filter(({ from, to }) => from <= time && time < to)
}
