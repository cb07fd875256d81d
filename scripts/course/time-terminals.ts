import { filmAt } from '../../src/core/lesson/film'
import type { Lesson, LessonTime, TerminalOutput } from '../../src/core/lesson/lesson'
import { indexPackets, packetKey } from '../../src/core/lesson/packet-ref'
import type { SceneTime, Timeline } from '../../src/core/playback/timeline'
import type { TerminalPiece } from '../trace-lab'
import type { LessonStage } from './lesson-stage'
import type { RecordedLesson } from './recorded-lesson'

/** How closely the film is looked through, in ms. */
const step = 50

/**
 * What the terminals printed, on the lesson's clock: when the film has shown everything that was seen before it was
 * printed, and its take has begun. What the film never comes to is left out.
 */
export function timeTerminals(
  stage: LessonStage,
  { terminals, takes }: RecordedLesson,
  lesson: Lesson,
): readonly TerminalOutput[] {
  const { timeline } = stage
  const packets = indexPackets(timeline.acts.map(({ journey }) => journey))
  const acts = new Map(timeline.acts.map((act) => [act.journey, act]))
  const film: { readonly at: LessonTime; readonly scene: SceneTime }[] = []
  for (let at = 0; at <= lesson.duration; at += step) {
    const { scene } = filmAt(lesson.keyframes, at, (ref) => acts.get(packets.get(packetKey(ref))!))
    film.push({ at, scene })
  }
  const ids = new Map<number, number>()
  const outputs: TerminalOutput[] = []
  for (const piece of terminals.flatMap(cutAtHeadline)) {
    const take = takes.findLast(({ from }) => from <= piece.time)!
    const start = startOfTake(timeline, take.from)
    const scene = piece.isHeadline ? start : Math.max(shownBefore(timeline, piece), start)
    const at = film.find((moment) => moment.scene >= scene)?.at
    if (at === undefined) continue
    if (!ids.has(piece.id)) ids.set(piece.id, ids.size + 1)
    outputs.push({ at, id: ids.get(piece.id)!, kind: piece.kind, title: piece.title, data: piece.data })
  }
  return outputs.sort((a, b) => a.at - b.at)
}

/** ping and traceroute print their first line before they send anything, but it is read when much has happened. */
const headline = /^[^]*?(?:PING|traceroute to) [^\n]*\n/

function cutAtHeadline(piece: TerminalPiece): readonly (TerminalPiece & { readonly isHeadline: boolean })[] {
  const [head = ''] = headline.exec(piece.data) ?? []
  return [
    { ...piece, data: head, isHeadline: true },
    { ...piece, data: piece.data.slice(head.length), isHeadline: false },
  ].filter(({ data }) => data !== '')
}

/** The scene time by which everything is shown that was seen before a piece was printed. */
function shownBefore({ acts, origin }: Timeline, { time }: TerminalPiece): SceneTime {
  const moment = (time - origin!.seconds * 1000) * 1e6 - origin!.nanoseconds
  let scene = 0
  for (const { moments, times } of acts) {
    for (const [index, each] of moments.entries()) {
      if (each !== null && each <= moment) scene = Math.max(scene, times[index]!)
    }
  }
  return scene
}

/** The scene time at which the first packet of a take waits for its departure. */
function startOfTake({ acts, origin }: Timeline, from: number): SceneTime {
  const moment = (from - origin!.seconds * 1000) * 1e6 - origin!.nanoseconds
  const own = acts.filter(({ moments }) => moments.some((each) => each !== null && each >= moment))
  return Math.min(...own.map(({ times }) => times[0]!))
}
