import { RequestError, type CaptureStatus, type Problem, type SessionStatus } from '../contract/messages'
import { isUnfortunate } from '../core/explain/explain-loss'
import type { Journey } from '../core/journey/journey'
import { addCounters, noCounters } from '../core/topology/counters'
import { mergeConnections } from '../core/topology/merge-connections'
import type { Connection, InterfaceId, Topology } from '../core/topology/topology'
import { withEvidence } from '../core/topology/with-evidence'
import { createCaptureHistory, type CaptureHistory } from './capture/capture-history'
import { openRecordingFile, type RecordingFile } from './capture/recording-file'
import { defaultFilter } from './capture/tcpdump-command'
import { createClockWatch } from './clock-watch'
import type { EventHub } from './event-hub'
import { createEvidenceWatch, type EvidenceWatch } from './evidence/evidence-watch'
import { createLiveTrace, type LiveTrace } from './live-trace'
import type { Network } from './network'
import { createPacer } from './pacer'
import { keptWithoutComments, savedInPart, saveHistory } from './save-history'

/** Starts and stops captures, and sends the screens what they show. */
export interface TraceControl {
  start(interfaces: readonly InterfaceId[] | null, filter: string | null): Promise<void>
  stop(): Promise<void>
  save(): Promise<{ readonly path: string } | null>
  /** Resolves when no start is under way: a ping must not overtake the captures. */
  ready(): Promise<void>
  follow(topology: Topology): void
  sendStatus(): void
  onJourney(listener: (journey: Journey) => void): () => void
  isIdle(): boolean
  /** What the running or last session has captured so far. */
  captured(): CaptureHistory
  /**
   * Hands every frame to `sink` from now on, and what listens, at once and later; returns the function that ends it.
   */
  tap(sink: FrameSink): () => void
  /** Something waits to be sent. */
  awake(): void
}

/** Takes frames as they are captured. */
export type FrameSink = Pick<RecordingFile, 'listening' | 'add'>

const countersInterval = 2_000
/** Why a packet was lost shows in rules, counters and neighbours; they are read again at most this often. */
const lookInterval = 2_000
const statusInterval = 500
const linesInterval = 48
const maximumFilter = 1_000

/** Problems that every capture has alike are told once. */
const sharedProblems = new Set(['no-tcpdump', 'no-dumpcap', 'no-rights', 'bad-filter'])

/** A `TraceControl` that is idle. */
export function createTraceControl(options: {
  readonly hub: EventHub
  readonly network: Network
  readonly now: () => number
  readonly chooseSavePath: (() => Promise<string | null>) | undefined
  /** A pcapng file that is written while frames are captured; each start begins it anew. */
  readonly recordTo: string | null
  /** Called before each batch: terminals send what they have. */
  readonly beforeFlush: () => void
}): TraceControl {
  const { hub, network, now } = options
  const journeyListeners = new Set<(journey: Journey) => void>()
  const sinks = new Set<FrameSink>()
  const clock = createClockWatch(now)
  let history = createCaptureHistory()
  let file: RecordingFile | null = null
  let live: LiveTrace | null = null
  let evidence: EvidenceWatch | null = null
  let connections: readonly Connection[] = []
  let counters = noCounters
  let endedCaptures: readonly CaptureStatus[] = []
  let state: SessionStatus['state'] = 'idle'
  let firstPoint = 0
  let lastJourney = 0
  let told = new Set<string>()
  let lastLines = 0
  let lastFigures = ''
  let hasLoss = false
  let lastLook = -Infinity
  let isCancelled = false
  /** Starts and stops happen one after the other. */
  let queue: Promise<void> = Promise.resolve()
  let following: Promise<void> = Promise.resolve()

  const sendStatus = (): void => {
    hub.sendStatus({ state, captures: live?.captures() ?? endedCaptures, clockOffset: clock.offset() })
  }

  const pacer = createPacer({
    now,
    flush: () => {
      options.beforeFlush()
      if (live === null) return false
      const isGrowing = live.flush()
      const isWaiting = hub.sendJourneys(live.points(), live.takeChanged())
      const areLinesDue = now() - lastLines >= linesInterval
      if (areLinesDue && hub.canAccept()) {
        lastLines = now()
        for (const lines of live.takeLines()) hub.send('lines', lines)
      }
      return isGrowing || isWaiting || !areLinesDue
    },
  })

  const tell = (problem: Problem): void => {
    const key = sharedProblems.has(problem.code) ? problem.code : problem.message
    if (told.has(key)) return
    told.add(key)
    hub.send('problem', problem)
  }

  /** A full disk ends the recording, not the trace. */
  const write = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      file = null
      if (!(error instanceof RequestError)) throw error
      tell(error.problem)
    }
  }

  /** A stop need not wait for a distro to boot. */
  const throwIfCancelled = (): void => {
    if (!isCancelled) return
    const message = 'The captures were stopped before all of them had started.'
    throw new RequestError({ code: 'start-cancelled', message, values: {}, command: null })
  }

  const begin = async (interfaces: readonly InterfaceId[] | null, filter: string | null): Promise<void> => {
    if (live !== null) await end()
    const checked = checkFilter(filter)
    state = 'starting'
    isCancelled = false
    told = new Set()
    history = createCaptureHistory()
    connections = []
    counters = noCounters
    sendStatus()
    try {
      if (options.recordTo !== null) file = openRecordingFile(options.recordTo)
      const topology = await network.discover()
      throwIfCancelled()
      clock.setTopology(topology)
      const trace = createLiveTrace({
        access: (machine) => network.access(machine),
        topology,
        wanted: interfaces,
        filter: checked,
        firstPoint,
        lastJourney,
        now,
        listener: {
          listening: (point, linkType) => {
            history.listening(point, linkType)
            if (file !== null) write(() => file?.listening(point, linkType))
            for (const sink of sinks) sink.listening(point, linkType)
          },
          sighting: (sighting) => {
            history.add(sighting)
            evidence?.wake()
            if (file !== null) write(() => file?.add(sighting))
            for (const sink of sinks) sink.add(sighting)
          },
          settled: (journey) => {
            clock.see(journey)
            if (isUnfortunate(journey)) hasLoss = true
            for (const listener of journeyListeners) listener(journey)
          },
          changed: () => pacer.soon(sendStatus),
          vanished: () => network.refresh(),
          awake: () => pacer.awake(),
          problem: tell,
        },
      })
      live = trace
      await trace.follow(topology)
      throwIfCancelled()
      await throwIfNothingRuns(trace, network)
      state = 'live'
      evidence = createEvidenceWatch({
        access: (machine) => network.access(machine),
        topology: network.topology() ?? topology,
        now,
        listener: {
          connections: (read) => {
            connections = mergeConnections(connections, read)
            hub.send('connections', { connections: read })
          },
          counters: (read) => {
            counters = addCounters(counters, read)
            hub.send('counters', read)
          },
          rulesChanged: () => network.refresh(),
        },
      })
      timers = [
        setInterval(() => {
          trace.advance()
          pacer.awake()
          write(() => file?.flush())
          if (now() - lastLook >= lookInterval) lookAtLoss()
          const figures = JSON.stringify([trace.captures(), clock.offset()])
          if (figures !== lastFigures) sendStatus()
          lastFigures = figures
        }, statusInterval),
        setInterval(() => trace.requestCounters(), countersInterval),
      ]
    } catch (error) {
      await end()
      throw error
    }
    sendStatus()
  }

  let timers: NodeJS.Timeout[] = []

  const end = async (): Promise<void> => {
    for (const timer of timers) clearInterval(timer)
    timers = []
    const trace = live
    if (trace !== null) {
      state = 'stopping'
      sendStatus()
      await Promise.all([trace.stop(), evidence?.stop()])
      evidence = null
      firstPoint += trace.points().length
      lastJourney = trace.lastJourney()
      lastLines = 0
      pacer.flushNow()
      live = null
      endedCaptures = trace.captures()
      lookAtLoss()
    }
    // Also when the start failed before anything was captured.
    write(() => file?.close())
    file = null
    state = 'idle'
    sendStatus()
  }

  /** Reads the network again when a packet was lost since the last time. */
  const lookAtLoss = (): void => {
    if (!hasLoss) return
    hasLoss = false
    lastLook = now()
    network.refresh()
  }

  const save: TraceControl['save'] = async () => {
    const frames = history.droppedFrames()
    // The file that grew while frames were captured holds all of them; rewriting it with comments would cut it short.
    if (frames > 0 && options.recordTo !== null) {
      tell(keptWithoutComments(options.recordTo))
      return { path: options.recordTo }
    }
    const map = network.topology()
    const topology = map && withEvidence(map, counters, connections)
    const saved = await saveHistory({ history, topology, choosePath: options.chooseSavePath })
    if (saved !== null && frames > 0) tell(savedInPart(saved.path, frames))
    return saved
  }

  const enqueue = (work: () => Promise<void>): Promise<void> => {
    const done = queue.then(work)
    queue = done.catch(() => undefined)
    return done
  }

  return {
    start: (interfaces, filter) => enqueue(() => begin(interfaces, filter)),
    stop: () => {
      if (state === 'starting') {
        isCancelled = true
        void live?.stop()
      }
      return enqueue(end)
    },
    save,
    ready: async () => {
      await queue
      await following
    },
    follow: (topology) => {
      clock.setTopology(topology)
      evidence?.follow(topology)
      if (live === null) return
      following = live.follow(topology).catch((error: unknown) => {
        if (!(error instanceof RequestError)) throw error
        tell(error.problem)
      })
    },
    sendStatus,
    onJourney: (listener) => {
      journeyListeners.add(listener)
      return () => journeyListeners.delete(listener)
    },
    awake: () => pacer.awake(),
    isIdle: () => state === 'idle',
    captured: () => history,
    tap: (sink) => {
      for (const { point, linkType } of live === null ? [] : history.listened()) sink.listening(point, linkType)
      sinks.add(sink)
      return () => sinks.delete(sink)
    },
  }
}

function checkFilter(filter: string | null): string {
  if (filter === null || filter.trim() === '') return defaultFilter
  if (filter.length <= maximumFilter && !/[\p{Cc}]/u.test(filter)) return filter
  throw new RequestError({
    code: 'bad-filter',
    message: `The capture filter is not valid: it is longer than ${maximumFilter} characters or holds control characters.`,
    values: { reason: 'length' },
    command: 'man pcap-filter',
  })
}

async function throwIfNothingRuns(trace: LiveTrace, network: Network): Promise<void> {
  const captures = trace.captures()
  if (captures.some((capture) => capture.state === 'running')) return
  const problem = captures.find((capture) => capture.problem !== null)?.problem
  // The doctor knows the machine's package manager, and so the exact command.
  const advice = problem && (await network.doctor().catch(() => [])).find(({ code }) => code === problem.code)
  throw new RequestError(
    advice ??
      problem ?? {
        code: 'nothing-to-capture',
        message: 'No interface was found that could be captured on.',
        values: {},
        command: 'hopscope doctor',
      },
  )
}
