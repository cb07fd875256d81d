import type { CommandId } from '../contract/commands'
import type { RequestName, Requests, TracerService } from '../contract/messages'
import type { Journey } from '../core/journey/journey'
import { createEventHub } from './event-hub'
import type { Environment } from './machines/spawn-guarded'
import { dataDirectoryOf } from './lesson/data-directory'
import { createLessons } from './lesson/create-lessons'
import { readListing } from './listing/read-listing'
import { createNetwork } from './network'
import { createNetworkSource, type NetworkSource } from './network-source'
import { listRecordings, openRecording } from './recordings-folder'
import { createTraceControl } from './trace-control'
import { createTerminalRequests } from './terminal/terminal-requests'
import { createWireshark } from './wireshark/wireshark'

/** What a tracer is made with. */
export interface TracerOptions {
  /** Where programs are looked for and which machines there are; see `configureMachines`. */
  readonly environment: Environment
  readonly host: 'linux' | 'windows'
  /** The folder that holds `recordings/` and `lessons/`. */
  readonly resourcesDirectory: string
  /** The folder of what the user makes, made when it is needed; the platform's own unless given, see `dataDirectoryOf`. */
  readonly dataDirectory?: string
  readonly version: string
  /** Asks the user where to save a capture, null when cancelled; without it a new file in the home folder is made. */
  readonly chooseSavePath?: () => Promise<string | null>
  /** Called when a screen says what its user reads. */
  readonly onLanguage?: (language: 'en' | 'ja') => void
  /** A pcapng file that is written while frames are captured, complete up to the last half second at any moment. */
  readonly recordTo?: string | null
  /** How the network is read and watched; the machines' own tools unless given. */
  readonly network?: NetworkSource
  /** Milliseconds of a clock that only goes forward. */
  readonly now?: () => number
}

/** The tracer behind the contract, and what only programs in the same process may use. */
export interface Tracer extends TracerService {
  /** Calls `listener` with every journey that settles, none left out; returns the function that ends it. */
  onJourney(listener: (journey: Journey) => void): () => void
  /** Has every screen do a command, as when it was chosen in a menu. */
  sendCommand(id: CommandId): void
  /** Stops everything; resolves when no process is left behind. */
  close(): Promise<void>
}

type Handlers = { [Name in RequestName]: (params: Requests[Name]['params']) => Promise<Requests[Name]['result']> }

/** Composes machines, discovery, captures, correlation and terminals behind the contract. Nothing starts until asked. */
export function createTracer(options: TracerOptions): Tracer {
  const now = options.now ?? (() => performance.now())
  const hub = createEventHub()
  const network = createNetwork({
    configuration: { host: options.host, environment: options.environment },
    problem: (problem) => hub.send('problem', problem),
    source: options.network ?? createNetworkSource(options.environment),
    changed: (topology) => {
      hub.send('topology', topology)
      trace.follow(topology)
      terminals.follow(topology)
    },
  })
  const trace = createTraceControl({
    hub,
    network,
    now,
    chooseSavePath: options.chooseSavePath,
    recordTo: options.recordTo ?? null,
    beforeFlush: () => terminals.flush(!hub.canAccept()),
  })
  const terminals = createTerminalRequests({ hub, network, ready: () => trace.ready(), awake: () => trace.awake() })
  const lessons = createLessons({
    hub,
    network,
    trace,
    now,
    resourcesDirectory: options.resourcesDirectory,
    dataDirectory: options.dataDirectory ?? dataDirectoryOf(options.environment, process.platform),
  })
  const wireshark = createWireshark({ host: options.host, environment: options.environment })
  // From now on the hub can tell every new screen how things stand.
  trace.sendStatus()

  const handlers: Handlers = {
    hello: async () => {
      const [canCapture, found] = await Promise.all([network.canCapture(), wireshark.describe()])
      return { version: options.version, host: options.host, canCapture, wireshark: found }
    },
    discover: () => network.discover(),
    doctor: () => network.doctor(),
    start: async ({ interfaces, filter }) => {
      await trace.start(interfaces, filter)
      return null
    },
    stop: async () => {
      await trace.stop()
      return null
    },
    ping: async (params) => lessons.terminalOpened(await terminals.ping(params)),
    traceroute: async (params) => lessons.terminalOpened(await terminals.traceroute(params)),
    shell: async (params) => lessons.terminalOpened(await terminals.shell(params)),
    terminalInput: async ({ id, data }) => {
      terminals.input(id, data)
      return null
    },
    terminalResize: async ({ id, columns, rows }) => {
      terminals.resize(id, columns, rows)
      return null
    },
    terminalClose: async ({ id }) => {
      terminals.close(id)
      return null
    },
    listing: (params) => readListing(network, params),
    recordings: () => listRecordings(options.resourcesDirectory),
    openRecording: ({ id }) => openRecording(options.resourcesDirectory, id),
    saveCapture: () => trace.save(),
    ...lessons.handlers,
    openInWireshark: async (params) => {
      await wireshark.open(params)
      return null
    },
    setLanguage: async ({ language }) => {
      options.onLanguage?.(language)
      return null
    },
  }

  return {
    handle: (name, params) => handlers[name](params),
    subscribe: (listener, canAccept) => hub.subscribe(listener, canAccept),
    onJourney: (listener) => trace.onJourney(listener),
    sendCommand: (id) => hub.send('command', { id }),
    close: async () => {
      await lessons.close()
      network.close()
      await Promise.all([trace.stop(), terminals.closeAll(), wireshark.close()])
    },
  }
}
