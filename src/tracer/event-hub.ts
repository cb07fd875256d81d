import type { EventName, Events } from '../contract/messages'
import type { CapturePoint } from '../core/correlate/sighting'
import { addCounters, listCounters, noCounters } from '../core/topology/counters'
import { mergeConnections } from '../core/topology/merge-connections'
import type { Journey } from '../core/journey/journey'
import { journeyMessage } from './journey-message'
import { createJourneysBatch, type JourneysBatch } from './journeys-batch'

type Listener = <Name extends EventName>(name: Name, event: Events[Name]) => void

/** Hands the session's events to every screen, each at the speed that it can take. */
export interface EventHub {
  /** Tells the new screen at once the last topology and status, and the connections and counters so far, so that one that comes late knows how things stand. */
  subscribe(listener: Listener, canAccept?: () => boolean): () => void
  /** Calls `listener` with what is sent to all from now on, whatever the screens can take; returns the function that ends it. */
  hear(listener: Listener): () => void
  /** How many screens there are. */
  screens(): number
  /** Sends an event to all. */
  send<Name extends EventName>(name: Name, event: Events[Name]): void
  /** Sends a status, to each screen with what it missed itself. */
  sendStatus(status: Omit<Events['status'], 'journeysNotSent'>): void
  /** Takes changed journeys and sends each screen that accepts its next batch; true while something still waits. */
  sendJourneys(points: readonly CapturePoint[], changed: readonly Journey[]): boolean
  /** False while no screen can take more: then lines are not even read and terminals wait. */
  canAccept(): boolean
}

interface Subscriber {
  readonly listener: Listener
  readonly canAccept: () => boolean
  readonly batch: JourneysBatch
}

/** An `EventHub` without screens. */
export function createEventHub(): EventHub {
  const subscribers = new Set<Subscriber>()
  const hearers = new Set<Listener>()
  let topology: Events['topology'] | null = null
  let connections: Events['connections']['connections'] = []
  let counters = noCounters
  let status: Omit<Events['status'], 'journeysNotSent'> | null = null

  const remember = <Name extends EventName>(name: Name, event: Events[Name]): void => {
    if (name === 'topology') topology = event as Events['topology']
    if (name === 'connections')
      connections = mergeConnections(connections, (event as Events['connections']).connections)
    if (name === 'counters') counters = addCounters(counters, event as Events['counters'])
  }

  return {
    subscribe: (listener, canAccept = () => true) => {
      const subscriber = { listener, canAccept, batch: createJourneysBatch() }
      if (topology !== null) listener('topology', topology)
      if (status !== null) listener('status', { ...status, journeysNotSent: 0 })
      if (connections.length > 0) listener('connections', { connections })
      if (counters !== noCounters) listener('counters', listCounters(counters))
      subscribers.add(subscriber)
      return () => subscribers.delete(subscriber)
    },
    hear: (listener) => {
      hearers.add(listener)
      return () => hearers.delete(listener)
    },
    screens: () => subscribers.size,
    send: (name, event) => {
      remember(name, event)
      for (const listener of [...hearers]) listener(name, event)
      for (const { listener } of [...subscribers]) listener(name, event)
    },
    sendStatus: (next) => {
      status = next
      for (const { listener, batch } of [...subscribers])
        listener('status', { ...next, journeysNotSent: batch.notSent() })
    },
    sendJourneys: (points, changed) => {
      let isWaiting = false
      for (const { listener, batch, canAccept } of [...subscribers]) {
        batch.add(changed)
        const journeys = canAccept() ? batch.take() : []
        if (journeys.length > 0) listener('journeys', { points, journeys: journeys.map(journeyMessage) })
        isWaiting ||= batch.isWaiting()
      }
      return isWaiting
    },
    canAccept: () => subscribers.size === 0 || [...subscribers].some(({ canAccept }) => canAccept()),
  }
}
