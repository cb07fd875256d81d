import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EventName, Events, TerminalInfo } from '../src/contract/messages'
import { mergeConnections } from '../src/core/topology/merge-connections'
import type { Connection, NamespaceId, Topology } from '../src/core/topology/topology'
import { parseConnections } from '../src/tracer/evidence/parse-connections'
import { createTracer, type Tracer } from '../src/tracer/session'
import { addresses } from '../test/lab/addresses'
import type { Lab } from '../test/lab/lab'
import type { Undo } from '../test/lab/scenarios'

/** How a recording of the lab is made. */
export interface TraceOptions {
  /** pcap filter. */
  readonly filter: string
  /** Whether the map shall show the routers on the way, which only a traceroute tells. */
  readonly needsRouters: boolean
  /** Adds to the lab before the network is read. */
  readonly prepare?: (lab: Lab) => Promise<Undo>
  /** Done when the network has been read, just before the captures start. */
  readonly beforeCaptures?: (lab: Lab) => Promise<void>
}

/** A piece of what a terminal printed, with the time in milliseconds since the Unix epoch. */
export interface TerminalPiece extends TerminalInfo {
  readonly time: number
  readonly data: string
}

/** Hopscope's own tracer on a lab, with its captures running. */
export interface TracedLab {
  readonly lab: Lab
  readonly tracer: Tracer
  /** A container's namespace by its name. */
  readonly namespace: (container: string) => NamespaceId
  /** Reads the network anew, with the pings that conntrack follows: a running trace would tell of them a moment later. */
  readonly discover: () => Promise<Topology>
  /** Opens a terminal and resolves when its program has ended well. */
  readonly untilExit: (open: () => Promise<TerminalInfo>) => Promise<void>
  /** Runs a line in a container's shell, which it ends. */
  readonly type: (container: string, line: string) => Promise<void>
  /** Types a line at the prompt of a container's shell, the same one each time; resolves when the prompt is back. */
  readonly typeAtPrompt: (container: string, line: string) => Promise<void>
  /** What the terminals have printed so far. */
  readonly pieces: () => readonly TerminalPiece[]
}

/** What is left of a traced lab: the capture and the map as Hopscope saves them. */
export interface SavedTrace {
  readonly capture: Uint8Array
  readonly topology: Topology
  readonly journeys: number
}

/** Starts captures on the whole lab, does `work` and stops them; rejects when the tracer told of any problem. */
export async function traceLab<Result>(
  lab: Lab,
  options: TraceOptions,
  work: (traced: TracedLab) => Promise<Result>,
): Promise<{ readonly result: Result; readonly saved: SavedTrace }> {
  const folder = await mkdtemp(join(tmpdir(), 'hopscope-record-'))
  const tracer = createTracer({
    environment: { ...process.env, ...lab.environment },
    host: 'windows',
    resourcesDirectory: '',
    version: '',
    chooseSavePath: () => Promise.resolve(join(folder, 'recording.pcapng')),
  })
  const unprepare = await options.prepare?.(lab)
  try {
    const heard = listen(tracer)
    const { namespaces } = await tracer.handle('discover', null)
    const traced = traceWith(lab, tracer, heard, (container) => {
      const found = namespaces.find(({ name }) => name === container)
      if (found === undefined) throw new Error(`Discovery found no ${container}.`)
      return found.id
    })
    if (options.needsRouters) {
      const from = traced.namespace('container1')
      await traced.untilExit(() => tracer.handle('traceroute', { from, to: addresses.internet, probes: 'icmp' }))
    }
    await options.beforeCaptures?.(lab)
    await tracer.handle('start', { interfaces: null, filter: options.filter })
    const result = await work(traced)
    await tracer.handle('stop', null)
    if (heard.problems.length > 0) throw new Error(`The recording is not whole: ${heard.problems.join(' ')}`)
    await tracer.handle('saveCapture', null)
    const capture = new Uint8Array(await readFile(join(folder, 'recording.pcapng')))
    const topology = JSON.parse(await readFile(join(folder, 'recording.topology.json'), 'utf8')) as Topology
    return { result, saved: { capture, topology, journeys: heard.settled() } }
  } finally {
    await tracer.close()
    await unprepare?.()
    await rm(folder, { recursive: true, force: true })
  }
}

interface Heard {
  readonly problems: readonly string[]
  readonly pieces: readonly TerminalPiece[]
  printedBy(terminal: number): string
  readonly exits: ReadonlyMap<number, number | null>
  settled(): number
  opened(info: TerminalInfo): void
  /** Resolves with the tracer's next event. */
  next(): Promise<void>
}

function listen(tracer: Tracer): Heard {
  let settled = 0
  const waiting = new Set<() => void>()
  const problems: string[] = []
  const printed: { readonly id: number; readonly time: number; readonly data: string }[] = []
  const opened = new Map<number, TerminalInfo>()
  const exits = new Map<number, number | null>()
  const hear: { [Name in EventName]?: (event: Events[Name]) => void } = {
    problem: ({ message }) => problems.push(message),
    terminalOutput: ({ id, data }) => printed.push({ id, time: Date.now(), data }),
    terminalExit: ({ id, exitCode }) => exits.set(id, exitCode),
  }
  tracer.onJourney(() => settled++)
  tracer.subscribe((name, event) => {
    hear[name]?.(event)
    for (const wake of waiting) wake()
    waiting.clear()
  })
  return {
    problems,
    exits,
    get pieces() {
      return printed.map((piece) => ({ ...opened.get(piece.id)!, ...piece }))
    },
    printedBy: (terminal) =>
      printed
        .filter(({ id }) => id === terminal)
        .map(({ data }) => data)
        .join(''),
    settled: () => settled,
    opened: (info) => void opened.set(info.id, info),
    next: () => new Promise<void>((resolve) => void waiting.add(resolve)),
  }
}

/** The namespace of the lab's distro. */
const distro: NamespaceId = 'wsl:Ubuntu/host'
/** What bash prints before each prompt, to be told of pasted text. */
const prompt = '\u001b[?2004h'

function traceWith(lab: Lab, tracer: Tracer, heard: Heard, namespace: TracedLab['namespace']): TracedLab {
  let connections: readonly Connection[] = []
  const shells = new Map<string, number>()
  const opened = (info: TerminalInfo): TerminalInfo => {
    heard.opened(info)
    return info
  }
  const untilExit: TracedLab['untilExit'] = async (open) => {
    const info = opened(await open())
    while (!heard.exits.has(info.id)) await heard.next()
    const exitCode = heard.exits.get(info.id)
    if (exitCode !== 0) throw new Error(`"${info.title}" ended with exit code ${exitCode ?? 'none'}.`)
  }
  return {
    lab,
    tracer,
    namespace,
    untilExit,
    discover: async () => {
      const topology = await tracer.handle('discover', null)
      const text = await lab.run('wsl', ['conntrack', '-L', '-p', 'icmp', '-o', 'extended'])
      connections = mergeConnections(connections, parseConnections(text, distro))
      return { ...topology, connections }
    },
    type: (container, line) =>
      untilExit(async () => {
        const terminal = await tracer.handle('shell', { namespace: namespace(container) })
        await tracer.handle('terminalInput', { id: terminal.id, data: `${line}\r` })
        return terminal
      }),
    typeAtPrompt: async (container, line) => {
      const id = shells.get(container) ?? opened(await tracer.handle('shell', { namespace: namespace(container) })).id
      shells.set(container, id)
      const prompts = (): number => heard.printedBy(id).split(prompt).length - 1
      while (prompts() === 0) await heard.next()
      const before = prompts()
      await tracer.handle('terminalInput', { id, data: `${line}\r` })
      while (prompts() === before) await heard.next()
    },
    pieces: () => heard.pieces,
  }
}
