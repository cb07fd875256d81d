import type { Sighting } from '../correlate/sighting'
import { compileFilter } from '../filter/compile-filter'
import { journeyFacts } from '../filter/journey-facts'
import { parseFilter } from '../filter/parse-filter'
import type { Journey } from '../journey/journey'
import { headerValues } from '../playback/header-values'
import { interfaceOfPoint } from '../playback/list-stations'
import type { InterfaceId } from '../topology/topology'
import type { HeaderField, Question } from './lesson'

/** What a student answers: by the question's kind a text, an interface, interfaces in order, or an option's index. */
export type Answer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'interface'; readonly interface: InterfaceId }
  | { readonly kind: 'order'; readonly interfaces: readonly InterfaceId[] }
  | { readonly kind: 'option'; readonly index: number }

/** What the packets answer. `texts` begins with how it is told; the others count as well. */
export type Truth =
  | { readonly kind: 'text'; readonly texts: readonly string[] }
  | { readonly kind: 'interface'; readonly interface: InterfaceId }
  | { readonly kind: 'order'; readonly interfaces: readonly InterfaceId[] }
  | { readonly kind: 'option'; readonly right: readonly number[] }

/** What a question's packet answers; null when it cannot tell: the question does not fit the packet. */
export function truthOf(question: Question, journey: Journey): Truth | null {
  switch (question.kind) {
    case 'next-source':
      return factAt(journey, question.interface, 'source')
    case 'ttl':
      return factAt(journey, question.interface, 'ttl')
    case 'dropped-at': {
      const last = journey.sightings.at(-1)
      const isDropped = journey.verdict.kind === 'lost'
      return isDropped && last !== undefined ? { kind: 'interface', interface: interfaceOfPoint(last.point) } : null
    }
    case 'order-hops': {
      const interfaces = hopsOf(journey)
      return interfaces.length < 2 ? null : { kind: 'order', interfaces }
    }
    case 'choose': {
      const right = question.options.flatMap(({ filter }, index) => (matches(filter, journey) ? [index] : []))
      return right.length === 0 ? null : { kind: 'option', right }
    }
    case 'text': {
      const { fact, accepted } = question
      const known = fact === null ? null : factAt(journey, fact.interface, fact.field)
      const others = accepted
        .filter(({ filter }) => filter === null || matches(filter, journey))
        .map(({ text }) => text)
      const texts = [...(known?.kind === 'text' ? known.texts : []), ...others]
      return texts.length === 0 || (fact !== null && known === null) ? null : { kind: 'text', texts }
    }
  }
}

/** Whether an answer agrees with what the packets say; one of another kind than the question's never does. */
export function isRight(answer: Answer, truth: Truth): boolean {
  switch (truth.kind) {
    case 'text': {
      const given = answer.kind === 'text' ? normalise(answer.text) : ''
      return given !== '' && truth.texts.some((text) => normalise(text) === given)
    }
    case 'interface':
      return answer.kind === 'interface' && answer.interface === truth.interface
    case 'order':
      return (
        answer.kind === 'order' &&
        answer.interfaces.length === truth.interfaces.length &&
        answer.interfaces.every((id, index) => id === truth.interfaces[index])
      )
    case 'option':
      return answer.kind === 'option' && truth.right.includes(answer.index)
  }
}

/**
 * Addresses to choose the next source from: those that the packet carries anywhere and those of the journey's other
 * packets, each once, in numeric order so that the place tells nothing.
 */
export function sourceChoices(journeys: readonly Journey[]): readonly string[] {
  const addresses = new Set<string>()
  for (const { sightings } of journeys) {
    for (const { packet } of sightings)
      for (const each of [packet.source, packet.destination]) if (each !== '') addresses.add(each)
  }
  return [...addresses].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

/** The hops of an `order-hops` question in an order that depends only on the question and is not the right one. */
export function shuffledHops(question: Pick<Question, 'id'>, journey: Journey): readonly InterfaceId[] {
  const right = hopsOf(journey)
  const shuffled = [...right]
  let state = 2166136261
  for (const character of question.id) state = Math.imul(state ^ character.charCodeAt(0), 16777619) >>> 0
  for (let index = shuffled.length - 1; index > 0; index--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const other = state % (index + 1)
    ;[shuffled[index], shuffled[other]] = [shuffled[other]!, shuffled[index]!]
  }
  const isSame = shuffled.every((id, index) => id === right[index])
  return isSame ? [...shuffled.slice(1), ...shuffled.slice(0, 1)] : shuffled
}

/** A header field of a packet as people write it; '' when it has none. */
export function fieldText(packet: Sighting['packet'], field: HeaderField): string {
  const value = headerValues(packet)[field]
  return value === -1 ? '' : String(value)
}

function factAt(journey: Journey, id: InterfaceId, field: HeaderField): Truth | null {
  const sighting = journey.sightings.find(({ point }) => interfaceOfPoint(point) === id)
  const text = sighting === undefined ? '' : fieldText(sighting.packet, field)
  return text === '' ? null : { kind: 'text', texts: [text] }
}

function hopsOf({ sightings }: Journey): readonly InterfaceId[] {
  return [...new Set(sightings.map(({ point }) => interfaceOfPoint(point)))]
}

function matches(filter: string, journey: Journey): boolean {
  const { filter: node } = parseFilter(filter)
  return node !== null && compileFilter(node)(journeyFacts(journey))
}

/** Width, case and spaces do not make an answer wrong; Japanese keyboards type full-width digits. */
function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}
