import type { Problem, TracerClient } from '../../contract/messages'
import { addCounters } from '../../core/topology/counters'
import { mergeConnections } from '../../core/topology/merge-connections'
import { problemOf } from '../../contract/problems'
import { decodeJourney, type NumberOffset } from './decode-journey'
import type { JourneyHistory } from './journey-history'
import { listOrigins } from './endpoints'
import { rememberLosses } from './loss-maps'
import { mergePoints } from './merge-points'
import type { Feeds } from './feeds'
import type { ScreenStore } from './screen-store'
import { addToTrace } from './trace'

/** More notices than this at once help nobody; the oldest go. */
const maximumNotices = 5

/** Tells the user what went wrong; a problem that is already shown is not repeated. */
export function notify(store: ScreenStore, problem: Problem): void {
  const { notices } = store.getState()
  const isShown = notices.some((n) => n.problem.code === problem.code && n.problem.message === problem.message)
  if (isShown) return
  const id = Math.max(0, ...notices.map((notice) => notice.id)) + 1
  store.setState({ notices: [...notices, { id, problem }].slice(-maximumNotices) })
}

/**
 * Feeds the store from the tracer, now and after every reconnection, until the returned function is called.
 * `onReady` is called once, when the first connection has told what the machine can do.
 */
export function followTracer(client: TracerClient, store: ScreenStore, feeds: Feeds, onReady: () => void): () => void {
  let isReady = false
  let offset: NumberOffset = { journey: 0, exchange: 0 }
  const greet = async () => {
    const [hello, missing, recordings] = await Promise.all([
      client.request('hello', null),
      client.request('doctor', null),
      client.request('recordings', null),
    ])
    store.setState({ hello, missing, recordings, connection: 'connected' })
    const topology = await client.request('discover', null).catch((error: unknown) => {
      // What hinders discovery is usually what the doctor already says.
      if (missing.length === 0) notify(store, problemOf(error))
      return null
    })
    if (topology) setTopology(store, topology)
    store.setState({ isDiscovered: true })
    if (!isReady) onReady()
    isReady = true
  }
  const ends = [
    client.on('status', (status) => {
      const before = store.getState()
      // Every session numbers its journeys from 1; on the screen they go on from what is already there.
      if (before.status.state === 'idle' && status.state !== 'idle') offset = numbersOf(before.live.history)
      store.setState({ status })
    }),
    client.on('topology', (topology) => setTopology(store, topology)),
    client.on('journeys', ({ points, journeys }) => {
      const { live } = store.getState()
      const merged = mergePoints(live.points, points)
      const known = new Map(merged.map((point) => [point.index, point]))
      const decoded = journeys.map((message) => decodeJourney(message, known, offset))
      store.setState({ live: addToTrace(live, merged, decoded) })
    }),
    client.on('connections', ({ connections }) => {
      const { live } = store.getState()
      store.setState({ live: { ...live, connections: mergeConnections(live.connections, connections) } })
    }),
    client.on('counters', (counters) => {
      const { live } = store.getState()
      store.setState({ live: { ...live, counters: addCounters(live.counters, counters) } })
    }),
    client.on('lines', ({ point, lines, skipped }) => {
      const feed = feeds.capture(point)
      if (skipped > 0) feed.skip(skipped)
      feed.push(lines.map((line) => `${line}\r\n`).join(''))
    }),
    client.on('terminalOutput', ({ id, data }) => feeds.terminal(id).push(data)),
    client.on('terminalExit', ({ id, exitCode }) => {
      const { terminals } = store.getState()
      store.setState({ terminals: terminals.map((t) => (t.id === id ? { ...t, exit: exitCode } : t)) })
    }),
    client.on('lessonRecording', (recording) =>
      store.setState({ lessonRecording: recording.state === 'ended' ? null : recording }),
    ),
    client.on('problem', (problem) => notify(store, problem)),
    client.onConnection((isConnected) => {
      if (!isConnected) store.setState({ connection: 'lost' })
      else if (store.getState().connection === 'lost') greet().catch(failed)
    }),
  ]
  const failed = (error: unknown) => {
    store.setState({ connection: 'lost' })
    notify(store, problemOf(error))
  }
  greet().catch(failed)
  return () => ends.forEach((end) => end())
}

function numbersOf(history: JourneyHistory): NumberOffset {
  const last = history.journeys.at(-1)
  return { journey: last?.id ?? 0, exchange: history.newestExchange }
}

function setTopology(store: ScreenStore, topology: Parameters<typeof listOrigins>[0]): void {
  const { live, from } = store.getState()
  rememberLosses(live.history, live.topology, topology)
  const origins = listOrigins(topology)
  const isKnown = origins.some((origin) => origin.namespace.id === from)
  store.setState({
    live: { ...live, topology, latest: [], version: live.version + 1 },
    from: isKnown ? from : (origins[0]?.namespace.id ?? null),
  })
}
