import type { EventName, Events, Problem, SessionStatus } from '../../src/contract/messages'
import type { Journey } from '../../src/core/journey/journey'
import { addCounters, noCounters, type KnownCounters } from '../../src/core/topology/counters'
import { mergeConnections } from '../../src/core/topology/merge-connections'
import type { Connection, Topology } from '../../src/core/topology/topology'
import { createTracer, type Tracer } from '../../src/tracer/session'
import type { Lab } from './lab'

/** A tracer on a lab, with everything that it has said so far. */
export interface LiveSession {
  readonly tracer: Tracer
  /** Settled journeys, in order of id. */
  readonly journeys: readonly Journey[]
  readonly problems: readonly Problem[]
  readonly lines: readonly string[]
  readonly terminal: () => string
  /** Exit code of a terminal that has ended, null when unknown; undefined while it runs. */
  readonly exitOf: (id: number) => number | null | undefined
  readonly status: () => SessionStatus
  readonly topology: () => Topology
  /** The conntrack entries so far, the newest first. */
  readonly connections: () => readonly Connection[]
  readonly counters: () => KnownCounters
  /** Resolves when the condition holds, looked at after every event; rejects after 20 s with `what`. */
  until(what: string, condition: () => boolean): Promise<void>
  /** Starts captures on everything. */
  start(): Promise<void>
  /** Pings through the tracer; resolves when ping has ended. */
  ping(from: string, to: string, count?: number): Promise<number | null>
  /** Journeys of kind `echo-request` to an address. */
  requests(to: string): readonly Journey[]
}

/** Opens a tracer as Windows would see the lab; `options` as in `createTracer`. */
export function openLiveSession(lab: Lab, options: Partial<Parameters<typeof createTracer>[0]> = {}): LiveSession {
  const tracer = createTracer({
    environment: { ...process.env, ...lab.environment },
    host: 'windows',
    resourcesDirectory: '',
    version: 'test',
    ...options,
  })
  const journeys: Journey[] = []
  const problems: Problem[] = []
  const lines: string[] = []
  const exits = new Map<number, number | null>()
  let terminal = ''
  let status: SessionStatus | null = null
  let topology: Topology | null = null
  let connections: readonly Connection[] = []
  let counters = noCounters
  const waiting = new Set<() => void>()

  const hear: { [Name in EventName]?: (event: Events[Name]) => void } = {
    status: (event) => (status = event),
    topology: (event) => (topology = event),
    connections: (event) => (connections = mergeConnections(connections, event.connections)),
    counters: (event) => (counters = addCounters(counters, event)),
    problem: (event) => problems.push(event),
    lines: (event) => lines.push(...event.lines),
    terminalOutput: (event) => (terminal += event.data),
    terminalExit: (event) => exits.set(event.id, event.exitCode),
  }
  tracer.onJourney((journey) => journeys.push(journey))
  tracer.subscribe((name, event) => {
    hear[name]?.(event)
    for (const look of waiting) look()
  })

  const until = (what: string, condition: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(look)
        reject(
          new Error(
            `Waited in vain for: ${what}. Status: ${JSON.stringify(status)}. Problems: ${JSON.stringify(problems)}`,
          ),
        )
      }, 20_000)
      const look = (): void => {
        if (!condition()) return
        waiting.delete(look)
        clearTimeout(timer)
        resolve()
      }
      waiting.add(look)
      look()
    })

  return {
    tracer,
    journeys,
    problems,
    lines,
    terminal: () => terminal,
    exitOf: (id) => exits.get(id),
    status: () => status!,
    topology: () => topology!,
    connections: () => connections,
    counters: () => counters,
    until,
    start: async () => {
      await tracer.handle('start', { interfaces: null, filter: null })
    },
    ping: async (from, to, count = 1) => {
      const { id } = await tracer.handle('ping', { from: `wsl:Ubuntu/${from}`, to, count })
      await until('the end of ping', () => exits.has(id))
      return exits.get(id)!
    },
    requests: (to) =>
      journeys.filter(({ kind, sightings }) => kind === 'echo-request' && sightings[0]?.packet.destination === to),
  }
}

/** `container1 eth0`, `host docker0`, …: where a journey was seen, in order. */
export function pathOf({ sightings }: Journey): string[] {
  return sightings.map(
    ({ point }) => `${point.namespace === 'host' ? point.machine : point.namespace} ${point.interfaceName}`,
  )
}

/** `172.17.0.2 → 172.25.140.84 (masquerade)`: the rewrites of one field. */
export function rewritesOf({ rewrites }: Journey, field: string): string[] {
  return rewrites
    .filter((rewrite) => rewrite.field === field)
    .map(({ from, to, cause }) => `${from} → ${to} (${cause.kind})`)
}
