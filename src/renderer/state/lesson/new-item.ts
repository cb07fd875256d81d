import type { EditedItem, EditedList } from '../../../core/lesson/edit'
import type { Lesson, LessonTime, LocalText, PacketRef, Question, QuestionKind } from '../../../core/lesson/lesson'
import type { Journey } from '../../../core/journey/journey'
import { packetRefOf } from '../../../core/lesson/packet-ref'
import { interfaceOfPoint } from '../../../core/playback/list-stations'

const noText: LocalText = { en: '', ja: '' }
/** How long what is new lasts, as far as the lesson does. */
const usualLength = 4000

/** An item of a list at a moment, for the author to fill. */
export function newItem(
  list: Exclude<EditedList, 'questions'>,
  lesson: Lesson,
  at: LessonTime,
): EditedItem<EditedList> {
  const from = Math.max(0, Math.min(at, lesson.duration - 100))
  const stretch = { from, to: Math.min(lesson.duration, from + usualLength) }
  switch (list) {
    case 'chapters':
      return { at, title: noText }
    case 'captions':
      return { ...stretch, text: noText }
    case 'spotlights':
      return { ...stretch, target: { kind: 'field', field: 'source' } }
    case 'cuts':
      return stretch
    case 'slow':
      return { ...stretch, times: 2 }
  }
}

/** A question about a packet, for the author to fill; null when the packet was seen nowhere. */
export function newQuestion(kind: QuestionKind, lesson: Lesson, at: LessonTime, journey: Journey): Question | null {
  const packet = packetRefOf(journey)
  const last = journey.sightings.at(-1)
  if (packet === null || last === undefined) return null
  let number = lesson.questions.length + 1
  while (lesson.questions.some(({ id }) => id === `q${number}`)) number++
  const base = { id: `q${number}`, at, prompt: noText, explanation: noText, packet }
  return withKind(kind, base, packet, interfaceOfPoint(last.point))
}

/** A question's parts that all kinds share. */
type QuestionParts = Pick<Question, 'id' | 'at' | 'prompt' | 'explanation' | 'packet'>

/** The same question as one of another kind. */
export function withKind(kind: QuestionKind, parts: QuestionParts, packet: PacketRef, place: string): Question {
  const { id, at, prompt, explanation } = parts
  const base = { id, at, prompt, explanation, packet }
  switch (kind) {
    case 'next-source':
    case 'ttl':
      return { ...base, kind, interface: place }
    case 'dropped-at':
    case 'order-hops':
      return { ...base, kind }
    case 'choose':
      return {
        ...base,
        kind,
        options: [
          { text: noText, filter: '' },
          { text: noText, filter: 'nat:any' },
        ],
      }
    case 'text':
      return { ...base, kind, fact: { field: 'source', interface: place }, accepted: [] }
  }
}
