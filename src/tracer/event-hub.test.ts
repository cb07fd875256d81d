import { describe, expect, it } from 'vitest'
import { echoAlong, hopsToInternet, pingPayload } from '../../test/fixtures/article-frames'
import { articleTopology } from '../../test/fixtures/article-topology'
import type { EventName, Events } from '../contract/messages'
import { createJourneyTracker } from '../core/journey/create-journey-tracker'
import type { Journey } from '../core/journey/journey'
import { createEventHub } from './event-hub'

/** `count` requests as the article's network would show them. */
function requests(count: number): readonly Journey[] {
  const tracker = createJourneyTracker({ topology: articleTopology, isLive: true, onSettled: () => undefined })
  for (let sequence = 1; sequence <= count; sequence++) {
    const echo = { type: 8 as const, id: 7, sequence, ipId: sequence, payload: pingPayload(sequence) }
    for (const sighting of echoAlong(hopsToInternet(sequence * 100), echo)) tracker.add(sighting)
  }
  return tracker.takeChanged()
}

function screen() {
  const heard: { name: EventName; event: Events[EventName] }[] = []
  return {
    heard,
    listener: (name: EventName, event: Events[EventName]): void => void heard.push({ name, event }),
    journeys: (): number =>
      heard.flatMap(({ name, event }) => (name === 'journeys' ? (event as Events['journeys']).journeys : [])).length,
  }
}

describe('createEventHub', () => {
  it('sends journeys with the frames as they were captured', () => {
    const hub = createEventHub()
    const { heard, listener } = screen()
    hub.subscribe(listener)
    const [request] = requests(1)
    hub.sendJourneys([], [request!])
    const [message] = (heard[0]!.event as Events['journeys']).journeys
    expect(message!.frames.map(({ point }) => point)).toEqual(request!.sightings.map(({ point }) => point.index))
    const { packet } = request!.sightings[0]!
    expect(message!.frames[0]!.bytes).toEqual(packet.bytes.slice(packet.start, packet.end))
    expect(message!.frames[0]!.bytes.buffer).not.toBe(packet.bytes.buffer)
  })

  it('holds back from a screen that cannot take more, counts what it misses, and serves the others', () => {
    const hub = createEventHub()
    const fast = screen()
    const slow = screen()
    let isSlow = true
    hub.subscribe(fast.listener)
    hub.subscribe(slow.listener, () => !isSlow)
    const all = requests(300)
    for (let at = 0; at < all.length; at += 50) hub.sendJourneys([], all.slice(at, at + 50))
    expect(fast.journeys()).toBe(300)
    expect(slow.journeys()).toBe(0)
    expect(hub.canAccept()).toBe(true)
    isSlow = false
    hub.sendJourneys([], [])
    expect(slow.journeys()).toBeGreaterThan(0)
    hub.sendStatus({ state: 'live', captures: [], clockOffset: null })
    const status = (one: typeof slow): Events['status'] => one.heard.at(-1)!.event as Events['status']
    expect(status(slow).journeysNotSent).toBe(300 - slow.journeys())
    expect(status(fast).journeysNotSent).toBe(0)
  })

  it('says that nobody can take more only when all are full', () => {
    const hub = createEventHub()
    expect(hub.canAccept()).toBe(true)
    const end = hub.subscribe(screen().listener, () => false)
    expect(hub.canAccept()).toBe(false)
    end()
    expect(hub.canAccept()).toBe(true)
  })

  it('tells a screen that comes late how things stand', () => {
    const hub = createEventHub()
    hub.send('topology', articleTopology)
    hub.sendStatus({ state: 'live', captures: [], clockOffset: null })
    const late = screen()
    hub.subscribe(late.listener)
    expect(late.heard.map(({ name }) => name)).toEqual(['topology', 'status'])
  })
})
