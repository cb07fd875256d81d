import type { Keyframe, Lesson, LessonContent, Move, PacketRef, Question, SpotlightTarget } from '../lesson'
import { readLessonPackets } from '../read-packets'
import { findLeaks, type Leak } from './find-leaks'
import { gatherIdentifiers } from './gather-identifiers'
import { mapLessonTexts } from './lesson-texts'
import { Pseudonyms } from './pseudonyms'
import { redactCapture } from './redact-capture'
import { redactTopology } from './redact-topology'
import { replaceInTerminals } from './terminal-texts'

/**
 * A lesson with consistent pseudonyms for addresses, MACs, names and ids in all its parts, without what packets carried and
 * without the voice, which says names. Its packets take the same ways as before and meet the same fates. The same seed gives
 * the same pseudonyms; who knows it can undo them.
 */
export function redactLesson(content: LessonContent, seed: string): LessonContent {
  const packets = readLessonPackets(content)
  const pseudonyms = new Pseudonyms(gatherIdentifiers(content, packets), seed)
  return {
    lesson: redactLessonJson(content.lesson, pseudonyms),
    capture: redactCapture(packets, pseudonyms),
    topology: redactTopology(content.topology, pseudonyms),
    changes: content.changes.map(({ at, topology }) => ({ at, topology: redactTopology(topology, pseudonyms) })),
    terminals: replaceInTerminals(content.terminals, (text) => pseudonyms.changesIn(text)).map((output) => ({
      ...output,
      title: pseudonyms.text(output.title),
    })),
    narration: null,
  }
}

function redactLessonJson(lesson: Lesson, names: Pseudonyms): Lesson {
  const packet = <Each extends PacketRef | null>(each: Each): Each =>
    (each === null ? null : { interface: names.placeId(each.interface), time: each.time }) as Each
  const texts = mapLessonTexts(
    lesson,
    (text) => names.text(text),
    (filter) => names.filter(filter),
  )
  return {
    ...texts,
    id: `redacted-${names.hash(`lesson ${lesson.id}`).toString(16)}`,
    narration: null,
    keyframes: lesson.keyframes.map((keyframe): Keyframe => ({
      ...keyframe,
      position: { ...keyframe.position, packet: packet(keyframe.position.packet) },
    })),
    moves: lesson.moves.map((move): Move => {
      if (move.kind !== 'select') return move
      const id = move.interface === null ? null : names.placeId(move.interface)
      return { ...move, packet: packet(move.packet), interface: id }
    }),
    spotlights: lesson.spotlights.map((spotlight) => ({ ...spotlight, target: redactTarget(spotlight.target, names) })),
    questions: texts.questions.map((question): Question => {
      const about = { packet: packet(question.packet) }
      switch (question.kind) {
        case 'next-source':
        case 'ttl':
          return { ...question, ...about, interface: names.placeId(question.interface) }
        case 'text': {
          const { fact } = question
          return { ...question, ...about, fact: fact && { ...fact, interface: names.placeId(fact.interface) } }
        }
        case 'dropped-at':
        case 'order-hops':
        case 'choose':
          return { ...question, ...about }
      }
    }),
  }
}

function redactTarget(target: SpotlightTarget, names: Pseudonyms): SpotlightTarget {
  switch (target.kind) {
    case 'namespace':
    case 'interface':
      return { ...target, id: names.placeId(target.id) }
    case 'gate':
      return { ...target, namespace: names.placeId(target.namespace) }
    case 'wire':
      return { ...target, ends: [names.placeId(target.ends[0]), names.placeId(target.ends[1])] }
    case 'field':
      return target
  }
}

/** A redacted lesson in which nothing of the original was found, or what was found in each attempt's place. */
export type CheckedRedaction =
  | { readonly content: LessonContent; readonly leaks: null }
  | { readonly content: null; readonly leaks: readonly Leak[] }

const attempts = 4

/**
 * Redacts a lesson and looks for what was left behind; see `redactLesson` and `findLeaks`. Pseudonyms that are somebody
 * else's address by chance are drawn anew.
 */
export function redactChecked(content: LessonContent, seed: string): CheckedRedaction {
  let leaks: readonly Leak[] = []
  for (let attempt = 0; attempt < attempts; attempt++) {
    const redacted = redactLesson(content, attempt === 0 ? seed : `${seed} ${attempt}`)
    leaks = findLeaks(content, redacted)
    if (leaks.length === 0) return { content: redacted, leaks: null }
  }
  return { content: null, leaks }
}
