import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventOutbox } from './event-outbox'
import type { JourneyMessage, SessionStatus } from './messages'
import type { EventMessage } from './wire-message'

const limits = { journeys: 4, lines: 3, terminalCharacters: 10, problems: 2 }

function journey(id: number, sequence = 0): JourneyMessage {
  return { id, sequence } as JourneyMessage
}

function journeys(...items: readonly JourneyMessage[]): EventMessage {
  return { kind: 'event', name: 'journeys', event: { points: [], journeys: items } }
}

function status(state: SessionStatus['state']): EventMessage {
  return { kind: 'event', name: 'status', event: { state, captures: [], journeysNotSent: 1, clockOffset: null } }
}

function takeAll(outbox: EventOutbox): EventMessage[] {
  const taken: EventMessage[] = []
  for (let next = outbox.take(); next !== null; next = outbox.take()) taken.push(next)
  return taken
}

describe('EventOutbox', () => {
  it('merges journeys by id, the newest state last', () => {
    const outbox = new EventOutbox(limits)
    outbox.add(journeys(journey(1), journey(2)))
    outbox.add(journeys(journey(1, 7)))
    expect(takeAll(outbox)).toEqual([journeys(journey(2), journey(1, 7))])
    expect(outbox.journeysNotSent).toBe(0)
  })

  it('drops the oldest journeys, counts them, and says so in a status', () => {
    const outbox = new EventOutbox(limits)
    outbox.add(status('live'))
    takeAll(outbox)
    outbox.add(journeys(...[1, 2, 3, 4, 5, 6].map((id) => journey(id))))
    const [batch, told] = takeAll(outbox).sort((a, b) => a.name.localeCompare(b.name))
    expect(batch).toEqual(journeys(journey(3), journey(4), journey(5), journey(6)))
    expect(told).toMatchObject({ name: 'status', event: { state: 'live', journeysNotSent: 1 + 2 } })
  })

  it('keeps only the last status and topology', () => {
    const outbox = new EventOutbox(limits)
    outbox.add(status('starting'))
    outbox.add(status('live'))
    expect(takeAll(outbox)).toEqual([status('live')])
  })

  it('drops the oldest lines of a capture and counts them', () => {
    const outbox = new EventOutbox(limits)
    outbox.add({ kind: 'event', name: 'lines', event: { point: 1, lines: ['a', 'b'], skipped: 5 } })
    outbox.add({ kind: 'event', name: 'lines', event: { point: 2, lines: ['x'], skipped: 0 } })
    outbox.add({ kind: 'event', name: 'lines', event: { point: 1, lines: ['c', 'd'], skipped: 0 } })
    expect(takeAll(outbox).map((message) => message.event)).toEqual([
      { point: 1, lines: ['b', 'c', 'd'], skipped: 6 },
      { point: 2, lines: ['x'], skipped: 0 },
    ])
  })

  it('cuts the output of a terminal in front and says so, and tells its exit after it', () => {
    const outbox = new EventOutbox(limits)
    outbox.add({ kind: 'event', name: 'terminalOutput', event: { id: 1, data: '0123456789' } })
    outbox.add({ kind: 'event', name: 'terminalExit', event: { id: 1, exitCode: 0 } })
    outbox.add({ kind: 'event', name: 'terminalOutput', event: { id: 1, data: 'abc' } })
    const [output, exit] = takeAll(outbox)
    expect(output).toMatchObject({ name: 'terminalOutput' })
    expect((output as { event: { data: string } }).event.data).toMatch(/left out.*\r\n3456789abc$/s)
    expect(exit).toMatchObject({ name: 'terminalExit' })
  })

  it('tells a problem once while it waits, and no more than its limit', () => {
    const outbox = new EventOutbox(limits)
    for (const code of ['a', 'a', 'b', 'c']) {
      outbox.add({ kind: 'event', name: 'problem', event: { code, message: '', values: {}, command: null } })
    }
    expect(takeAll(outbox)).toMatchObject([{ event: { code: 'a' } }, { event: { code: 'b' } }])
  })

  it('never holds more than its limits, and loses no journey uncounted', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(30), { maxLength: 12 }), { maxLength: 20 }), (batches) => {
        const outbox = new EventOutbox(limits)
        const waiting = new Set<number>()
        for (const batch of batches) {
          outbox.add(journeys(...batch.map((id) => journey(id))))
          for (const id of batch) waiting.add(id)
        }
        const sent = takeAll(outbox).flatMap((message) => (message.name === 'journeys' ? message.event.journeys : []))
        expect(sent.length).toBeLessThanOrEqual(limits.journeys)
        expect(new Set(sent.map(({ id }) => id)).size).toBe(sent.length)
        expect(sent.length + outbox.journeysNotSent).toBeGreaterThanOrEqual(waiting.size)
        expect(outbox.isEmpty).toBe(true)
      }),
    )
  })
})
