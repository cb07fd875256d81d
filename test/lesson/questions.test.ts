import { describe, expect, it } from 'vitest'
import type { Question } from '../../src/core/lesson/lesson'
import { packetRefOf } from '../../src/core/lesson/packet-ref'
import { isRight, shuffledHops, sourceChoices, truthOf } from '../../src/core/lesson/questions'
import { interfaceOfPoint } from '../../src/core/playback/list-stations'
import { makeLesson } from './sample-lesson'

const internet = makeLesson('internet')
const request = internet.journeys.find(({ kind }) => kind === 'echo-request')!
const base = {
  id: 'q1',
  at: 0,
  prompt: { en: '?', ja: '?' },
  explanation: { en: '', ja: '' },
  packet: packetRefOf(request)!,
}
const placesOf = (journey = request) => journey.sightings.map(({ point }) => interfaceOfPoint(point))
const ask = (question: Question, journey = request) => truthOf(question, journey)

describe('a question', () => {
  it('about the next source is answered by the frame at that interface', () => {
    for (const { point, packet } of request.sightings) {
      const truth = ask({ ...base, kind: 'next-source', interface: interfaceOfPoint(point) })
      expect(truth).toEqual({ kind: 'text', texts: [packet.source] })
      expect(isRight({ kind: 'text', text: ` ${packet.source} ` }, truth!)).toBe(true)
      expect(isRight({ kind: 'text', text: '203.0.113.9' }, truth!)).toBe(false)
    }
    const sources = new Set(request.sightings.map(({ packet }) => packet.source))
    expect(sources.size).toBeGreaterThan(2)
    for (const source of sources) expect(sourceChoices([request])).toContain(source)
  })

  it('about the TTL takes digits of any width', () => {
    const last = request.sightings.at(-1)!
    const truth = ask({ ...base, kind: 'ttl', interface: interfaceOfPoint(last.point) })!
    const wide = String(last.packet.ttl).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    expect(isRight({ kind: 'text', text: wide }, truth)).toBe(true)
    expect(isRight({ kind: 'text', text: String(last.packet.ttl + 1) }, truth)).toBe(false)
  })

  it('about where the packet was dropped is answered by its last sighting, and by nothing for one that arrived', () => {
    const dropped = makeLesson('why-dropped').journeys.find(({ verdict }) => verdict.kind === 'lost')!
    const places = placesOf(dropped)
    const truth = ask({ ...base, kind: 'dropped-at' }, dropped)!
    expect(truth).toEqual({ kind: 'interface', interface: places.at(-1) })
    expect(isRight({ kind: 'interface', interface: places[0]! }, truth)).toBe(places.length === 1)
    expect(ask({ ...base, kind: 'dropped-at' })).toBeNull()
  })

  it('about the order of hops is never shown in the right order', () => {
    const truth = ask({ ...base, kind: 'order-hops' })!
    for (const id of ['a', 'b', 'c', 'q1', 'q2', 'question-17']) {
      const shown = shuffledHops({ id }, request)
      expect(isRight({ kind: 'order', interfaces: shown }, truth)).toBe(false)
      expect([...shown].sort()).toEqual([...placesOf()].sort())
      expect(shuffledHops({ id }, request)).toEqual(shown)
    }
    expect(isRight({ kind: 'order', interfaces: placesOf() }, truth)).toBe(true)
  })

  it('to choose is answered by the options whose filter matches the packet', () => {
    const options = [
      { text: { en: 'masquerade', ja: 'マスカレード' }, filter: 'nat:masquerade' },
      { text: { en: 'nothing', ja: 'なし' }, filter: 'nat:none' },
    ]
    const truth = ask({ ...base, kind: 'choose', options })!
    expect(isRight({ kind: 'option', index: 0 }, truth)).toBe(true)
    expect(isRight({ kind: 'option', index: 1 }, truth)).toBe(false)
    // The same question on another packet has another answer: no key is typed in.
    const local = makeLesson('bridge').journeys.find(({ kind }) => kind === 'echo-request')!
    expect(isRight({ kind: 'option', index: 1 }, ask({ ...base, kind: 'choose', options }, local)!)).toBe(true)
    expect(ask({ ...base, kind: 'choose', options: [{ ...options[0]!, filter: 'nat:dnat' }] })).toBeNull()
  })

  it('of free text counts what the packets bear out', () => {
    const first = request.sightings[0]!
    const accepted = [
      { text: 'Google DNS', filter: `to:${first.packet.destination}` },
      { text: 'nowhere', filter: 'to:192.0.2.1' },
    ]
    const fact = { field: 'destination', interface: interfaceOfPoint(first.point) } as const
    const truth = ask({ ...base, kind: 'text', fact, accepted })!
    expect(isRight({ kind: 'text', text: first.packet.destination }, truth)).toBe(true)
    expect(isRight({ kind: 'text', text: 'google  dns' }, truth)).toBe(true)
    expect(isRight({ kind: 'text', text: 'nowhere' }, truth)).toBe(false)
    expect(isRight({ kind: 'text', text: '' }, truth)).toBe(false)
  })
})
