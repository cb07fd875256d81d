import { resolve } from 'node:path'
import { formatJourneyLine } from '../core/journey/format-journey-line'
import type { Journey } from '../core/journey/journey'
import { RequestError, type Events, type Problem } from '../contract/messages'
import { configureMachines } from '../tracer/machines/open-machines'
import { createTracer, type Tracer } from '../tracer/session'
import { findOrigin } from './find-origin'
import { createLossBook } from './loss-book'
import { Output } from './output'
import { createPingTraffic } from './ping-traffic'
import { formatJourney } from './print-journey'
import { writeStandardOutput } from './standard-output'
import { tell } from './printable'
import { UserError } from './user-error'

/** What `hopscope trace` is asked to do. */
export interface TraceOptions {
  /** Name of a container, of the machine, or of a namespace: `container1`, `host`, `wsl:Ubuntu/container1`. */
  readonly from: string
  readonly to: string
  readonly count?: number | undefined
  /** The pcapng file to write. */
  readonly write?: string | undefined
  readonly json?: boolean | undefined
  /** Also print what has nothing to do with the ping. */
  readonly all?: boolean | undefined
}

const defaultCount = 5
/** What leaves a trace incomplete: it is printed as far as it goes, and then this is its error. */
const spoiling = new Set(['container-stopped', 'capture-failed'])
/** The doctor's word for a machine without ping. */
const noPing = 'no-ping'

/**
 * `hopscope trace`: captures on every interface, pings, and prints the journey of each packet as it settles. Resolves to
 * 0, also when packets were lost on their way or the user interrupted it; rejects with a `RequestError` or `UserError`,
 * after what was traced is printed when the container or a capture ended on the way.
 */
export async function runTrace(options: TraceOptions): Promise<number> {
  const path = options.write === undefined ? null : resolve(options.write)
  const { host, environment } = configureMachines(process.env, process.platform)
  const tracer = createTracer({
    host,
    environment,
    resourcesDirectory: '',
    version: '',
    recordTo: path,
    chooseSavePath: () => Promise.resolve(path),
  })
  const interrupt = new AbortController()
  const onSignal = (): void => interrupt.abort()
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal)
  try {
    await trace(tracer, options, interrupt)
    if (path !== null) await tracer.handle('saveCapture', null)
    return 0
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
    await tracer.close()
  }
}

async function trace(tracer: Tracer, options: TraceOptions, interrupt: AbortController): Promise<void> {
  const output = new Output(writeStandardOutput)
  const note = tell
  const topology = await tracer.handle('discover', null)
  const origin = findOrigin(topology, options.from)
  const ping = createPing(tracer, options.to)
  const traffic = createPingTraffic(topology, origin, ping.target)
  const tally = new Map<string, number>()
  const print = (journey: Journey): void => {
    if (journey.kind === 'echo-request') tally.set(journey.verdict.kind, (tally.get(journey.verdict.kind) ?? 0) + 1)
    output.write(options.json === true ? `${formatJourneyLine(journey)}\n` : formatJourney(journey))
    // Each is shown as it settles; a reader that has gone ends the trace, and what failed is told by the last flush.
    output.flush().then(
      () => output.isClosed && interrupt.abort(),
      () => interrupt.abort(),
    )
  }
  const losses = createLossBook()
  tracer.onJourney((journey) => {
    const asked = options.all === true ? [journey] : traffic.add(journey)
    asked.forEach(print)
    losses.hear(journey)
    for (const each of asked) losses.ask(each)
  })
  let status: Events['status'] | null = null
  // A start that fails throws the problem that matters; until it is known the others wait.
  const early: string[] = []
  let hasStarted = false
  const spoilt: Problem[] = []
  tracer.subscribe((name, event) => {
    if (name === 'status') status = event as Events['status']
    if (name !== 'problem') return
    const problem = event as Events['problem']
    if (!hasStarted) early.push(problem.message)
    else if (spoiling.has(problem.code)) spoilt.push(problem)
    else if (problem.code !== noPing) note(problem.message)
  })

  await tracer.handle('start', { interfaces: null, filter: null })
  hasStarted = true
  early.forEach(note)
  const exitCode = await ping.run(origin.id, options.count ?? defaultCount, interrupt.signal)
  await tracer.handle('stop', null)
  await output.flush()
  const missing = exitCode === 127 && (await tracer.handle('doctor', null)).find(({ code }) => code === noPing)
  if (missing) throw new RequestError(missing)
  if (exitCode > 1 && tally.size === 0) throw new UserError(ping.complaint() ?? `ping exited with status ${exitCode}.`)
  if (spoilt[0] !== undefined) throw new RequestError(spoilt[0])
  if (options.json === true) return
  const captured = new Set(capturesOf(status).flatMap(({ point }) => point.interface ?? []))
  // Rules, counters and neighbours as they are after the packets.
  const reasons = losses.explain(await tracer.handle('discover', null), captured, topology)
  output.write(reasons)
  await output.flush()
  note(summarise(tally, status))
}

/** A ping through the tracer, with what its output tells. */
function createPing(tracer: Tracer, to: string) {
  let output = ''
  return {
    /** The address that is pinged, known once ping has resolved the name. */
    target: (): string => /^PING [^(]*\(([0-9a-fA-F.:]+)\)/m.exec(output)?.[1] ?? to,
    complaint: (): string | null => /^ping: (.+?)\r?$/m.exec(output)?.[1]?.concat('.') ?? null,
    run: async (from: string, count: number, interrupt: AbortSignal): Promise<number> => {
      const { promise, listen } = watchTerminal(tracer, (data) => {
        if (output.length < 65_536) output += data
      })
      const { id } = await tracer.handle('ping', { from, to, count })
      listen(id)
      const stop = (): void => void tracer.handle('terminalInput', { id, data: '\x03' }).catch(() => undefined)
      if (interrupt.aborted) stop()
      interrupt.addEventListener('abort', stop)
      const exitCode = await promise
      interrupt.removeEventListener('abort', stop)
      return exitCode ?? 0
    },
  }
}

/** Follows one terminal's output to its exit; `listen` names it once it is known. */
function watchTerminal(
  tracer: Tracer,
  onOutput: (data: string) => void,
): { readonly promise: Promise<number | null>; readonly listen: (id: number) => void } {
  let wanted: number | null = null
  let finish: (exitCode: number | null) => void
  const promise = new Promise<number | null>((resolve) => (finish = resolve))
  const unsubscribe = tracer.subscribe((name, event) => {
    if (name === 'terminalOutput') {
      const { id, data } = event as Events['terminalOutput']
      if (wanted === null || id === wanted) onOutput(data)
    } else if (name === 'terminalExit') {
      const { id, exitCode } = event as Events['terminalExit']
      if (wanted !== null && id !== wanted) return
      unsubscribe()
      finish(exitCode)
    }
  })
  return { promise, listen: (id) => (wanted = id) }
}

function capturesOf(status: Events['status'] | null): Events['status']['captures'] {
  return status?.captures ?? []
}

function summarise(tally: ReadonlyMap<string, number>, status: Events['status'] | null): string {
  const requests = [...tally.values()].reduce((sum, count) => sum + count, 0)
  const verdicts = [...tally].map(([verdict, count]) => `${count} ${verdict}`).join(', ')
  const captures = capturesOf(status)
  const dropped = captures.reduce((sum, capture) => sum + (capture.droppedByKernel ?? 0), 0)
  const failed = captures.filter(({ state }) => state === 'failed').length
  const watched = `${captures.length - failed} of ${captures.length} interfaces captured, ${dropped} frames dropped by the kernel`
  return `${requests} requests${verdicts === '' ? '' : `: ${verdicts}`}; ${watched}.`
}
