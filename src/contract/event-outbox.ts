import type { JourneyMessage, SessionStatus } from './messages'
import type { CapturePoint } from '../core/correlate/sighting'
import { addCounters, listCounters, noCounters } from '../core/topology/counters'
import { mergeConnections } from '../core/topology/merge-connections'
import { assertNever } from './assert-never'
import type { EventMessage } from './wire-message'

/** How much may wait for one slow screen. */
export interface OutboxLimits {
  readonly journeys: number
  /** tcpdump lines, per capture. */
  readonly lines: number
  /** UTF-16 units of output, per terminal. */
  readonly terminalCharacters: number
  readonly problems: number
}

/** At most some 10 MB for one screen: 2,000 journeys of six frames with 256 bytes each. */
export const defaultOutboxLimits: OutboxLimits = {
  journeys: 2000,
  lines: 1000,
  terminalCharacters: 1024 * 1024,
  problems: 100,
}

/**
 * Events that wait for a slow screen: bounded, whatever comes in. Of one kind the order is kept. A status or topology
 * replaces the one that waits; connections and counters merge; journeys merge by id, the oldest fall out and are counted; lines and terminal output
 * lose their oldest part, which is said in their place.
 */
export class EventOutbox {
  private readonly slots = new Map<string, EventMessage>()
  private readonly points = new Map<number, CapturePoint>()
  private readonly journeys = new Map<number, JourneyMessage>()
  private latestStatus: SessionStatus | null = null
  private dropped = 0

  constructor(private readonly limits: OutboxLimits = defaultOutboxLimits) {}

  /** Journeys that fell out since the connection began. */
  get journeysNotSent(): number {
    return this.dropped
  }

  get isEmpty(): boolean {
    return this.slots.size === 0
  }

  add(message: EventMessage): void {
    switch (message.name) {
      case 'status':
        this.latestStatus = message.event
        this.slots.set('status', message)
        return
      case 'topology':
        this.slots.set('topology', message)
        return
      case 'lessonRecording':
        this.slots.set('lessonRecording', message)
        return
      case 'journeys':
        this.addJourneys(message)
        return
      case 'connections':
        this.addConnections(message)
        return
      case 'counters':
        this.addCounters(message)
        return
      case 'lines':
        this.addLines(message)
        return
      case 'terminalOutput':
        this.addOutput(message)
        return
      case 'terminalExit':
        this.slots.set(`exit:${message.event.id}`, message)
        return
      case 'problem':
        this.addProblem(message)
        return
      case 'command':
        this.slots.set(`command:${message.event.id}`, message)
        return
      default:
        assertNever(message)
    }
  }

  /** The next event to send, null when none waits. */
  take(): EventMessage | null {
    const next = this.slots.entries().next()
    if (next.done === true) return null
    const [key, message] = next.value
    this.slots.delete(key)
    if (message.name === 'journeys') return this.takeJourneys()
    if (message.name === 'status') {
      const event = { ...message.event, journeysNotSent: message.event.journeysNotSent + this.dropped }
      return { kind: 'event', name: 'status', event }
    }
    return message
  }

  private addJourneys(message: EventMessage & { readonly name: 'journeys' }): void {
    for (const point of message.event.points) this.points.set(point.index, point)
    for (const journey of message.event.journeys) {
      // Deleted first, so that the map's order is the order of the last change.
      this.journeys.delete(journey.id)
      this.journeys.set(journey.id, journey)
    }
    const excess = this.journeys.size - this.limits.journeys
    if (excess > 0) this.dropOldestJourneys(excess)
    if (!this.slots.has('journeys')) this.slots.set('journeys', message)
  }

  private dropOldestJourneys(excess: number): void {
    let left = excess
    for (const id of this.journeys.keys()) {
      if (left-- === 0) break
      this.journeys.delete(id)
    }
    this.dropped += excess
    if (this.latestStatus !== null) {
      this.slots.set('status', { kind: 'event', name: 'status', event: this.latestStatus })
    }
  }

  private takeJourneys(): EventMessage {
    const event = { points: [...this.points.values()], journeys: [...this.journeys.values()] }
    this.points.clear()
    this.journeys.clear()
    return { kind: 'event', name: 'journeys', event }
  }

  private addConnections(message: EventMessage & { readonly name: 'connections' }): void {
    const waiting = this.slots.get('connections')
    const before = waiting?.name === 'connections' ? waiting.event.connections : []
    const event = { connections: mergeConnections(before, message.event.connections) }
    this.slots.set('connections', { kind: 'event', name: 'connections', event })
  }

  private addCounters(message: EventMessage & { readonly name: 'counters' }): void {
    const waiting = this.slots.get('counters')
    const before = waiting?.name === 'counters' ? addCounters(noCounters, waiting.event) : noCounters
    const event = listCounters(addCounters(before, message.event))
    this.slots.set('counters', { kind: 'event', name: 'counters', event })
  }

  private addLines(message: EventMessage & { readonly name: 'lines' }): void {
    const key = `lines:${message.event.point}`
    const waiting = this.slots.get(key)
    const before = waiting?.name === 'lines' ? waiting.event : { lines: [], skipped: 0 }
    const lines = [...before.lines, ...message.event.lines]
    const excess = Math.max(0, lines.length - this.limits.lines)
    this.slots.set(key, {
      kind: 'event',
      name: 'lines',
      event: {
        point: message.event.point,
        lines: lines.slice(excess),
        skipped: before.skipped + message.event.skipped + excess,
      },
    })
  }

  private addOutput(message: EventMessage & { readonly name: 'terminalOutput' }): void {
    const { id } = message.event
    const key = `output:${id}`
    const waiting = this.slots.get(key)
    let data = (waiting?.name === 'terminalOutput' ? waiting.event.data : '') + message.event.data
    const excess = data.length - this.limits.terminalCharacters
    // The sequence in front resets the terminal, because the cut may lie inside an escape sequence.
    if (excess > 0) data = `\x1b[0m\r\n[output left out: the screen was slow]\r\n${data.slice(excess)}`
    this.slots.set(key, { kind: 'event', name: 'terminalOutput', event: { id, data } })
  }

  private addProblem(message: EventMessage & { readonly name: 'problem' }): void {
    // The same problem again, while the first has not been seen yet, tells nothing new.
    const key = `problem:${message.event.code}:${message.event.message}`
    if (this.slots.has(key)) return
    let waiting = 0
    for (const slot of this.slots.values()) if (slot.name === 'problem') waiting++
    if (waiting < this.limits.problems) this.slots.set(key, message)
  }
}
