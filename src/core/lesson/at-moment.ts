import type {
  Camera,
  Caption,
  Chapter,
  FactTable,
  Lesson,
  LessonTab,
  LessonTime,
  Move,
  PacketRef,
  Spotlight,
} from './lesson'
import { lastIndex } from './lesson-clock'

/** What the teacher had chosen at a moment; what was never chosen is null. */
export interface Setting {
  readonly selection: { readonly packet: PacketRef; readonly interface: string | null } | null
  readonly tab: LessonTab | null
  /** The table that the facts tab turns to. */
  readonly facts: FactTable | null
}

/** The moves in force at a moment. */
export function settingAt({ moves }: Pick<Lesson, 'moves'>, time: LessonTime): Setting {
  let selection: Setting['selection'] | undefined
  let tab: (Move & { readonly kind: 'tab' }) | undefined
  for (let at = lastIndex(moves, (move) => move.at <= time); at >= 0; at--) {
    const move = moves[at]!
    if (move.kind === 'select') {
      if (selection === undefined) selection = move.packet && { packet: move.packet, interface: move.interface }
    } else if (move.kind === 'tab') tab ??= move
    if (selection !== undefined && tab !== undefined) break
  }
  return { selection: selection ?? null, tab: tab?.tab ?? null, facts: tab?.facts ?? null }
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

/** How long the camera takes from one view to the next. */
const cameraGlide = 900

/** The whole map, in the middle. */
export const wholeMap: Camera = { x: 0.5, y: 0.5, zoom: 1 }

/** What the map shows at a moment: a camera move is a glide that begins with it. */
export function cameraAt({ moves }: Pick<Lesson, 'moves'>, time: LessonTime): Camera {
  const cameras = moves.filter((move) => move.kind === 'camera')
  let camera = wholeMap
  for (const [index, { at, camera: wanted }] of cameras.entries()) {
    if (at > time) break
    const until = Math.min(time, cameras[index + 1]?.at ?? Infinity)
    camera = between(camera, wanted ?? wholeMap, Math.min(1, (until - at) / cameraGlide))
  }
  return camera
}

function between(from: Camera, to: Camera, share: number): Camera {
  if (share >= 1 || from === to) return to
  if (share <= 0) return from
  const eased = share * share * (3 - 2 * share)
  const mix = (a: number, b: number) => a + (b - a) * eased
  // Zooming by equal factors in equal times looks even.
  return { x: mix(from.x, to.x), y: mix(from.y, to.y), zoom: from.zoom * (to.zoom / from.zoom) ** eased }
}
