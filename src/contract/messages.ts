import type { LocalText, LessonTime, Move, PacketRef } from '../core/lesson/lesson'
import type { InferredHop, JourneyKind, JourneyProtocol, Match, Rewrite, Verdict } from '../core/journey/journey'
import type { CommandId } from './commands'
import type { CapturePoint } from '../core/correlate/sighting'
import type { ListingKind } from '../core/topology/listing-command'
import type { Counters } from '../core/topology/counters'
import type { Connection, InterfaceId, NamespaceId, Topology } from '../core/topology/topology'

/** A sentence for the user: what happened and why, and the command that helps. */
export interface Problem {
  /** Stable identifier for tests and translation: `no-docker`, `no-tcpdump`, `no-rights`, `unknown-container` … */
  readonly code: string
  /** English sentence; the screen translates by `code` and `values` when it can. */
  readonly message: string
  /** What the sentence names, for the translation. */
  readonly values: Readonly<Record<string, string>>
  /** The exact command that helps, null when none does. */
  readonly command: string | null
}

/** One captured frame as it crosses to the screen, which decodes it with core/decode. */
export interface FrameMessage {
  /** `CapturePoint.index`. */
  readonly point: number
  readonly frame: number
  readonly seconds: number
  readonly nanoseconds: number
  readonly linkType: number
  /** Captured bytes, at most 512. */
  readonly bytes: Uint8Array
  readonly line: string | null
}

/** A journey as it crosses to the screen: core's `Journey` with frames instead of sightings. */
export interface JourneyMessage {
  readonly id: number
  readonly exchange: number
  readonly protocol: JourneyProtocol
  readonly kind: JourneyKind
  readonly sequence: number | null
  readonly frames: readonly FrameMessage[]
  readonly inferred: readonly InferredHop[]
  readonly rewrites: readonly Rewrite[]
  readonly verdict: Verdict
  readonly match: Match
  readonly quotes: number | null
  /** Later fragments and later pieces of an offloaded segment. */
  readonly pieces: readonly FrameMessage[]
  /** Copies that bridges flooded elsewhere. */
  readonly copies: readonly FrameMessage[]
}

export type CaptureState = 'starting' | 'running' | 'stopping' | 'stopped' | 'failed'

/** How one capture is doing. Counters are since its start. */
export interface CaptureStatus {
  readonly point: CapturePoint
  readonly state: CaptureState
  readonly frames: number
  /** Dropped by the kernel as the tool reports it, null while it has not said. */
  readonly droppedByKernel: number | null
  readonly problem: Problem | null
}

/** The whole session's state; sent on every change. */
export interface SessionStatus {
  readonly state: 'idle' | 'starting' | 'live' | 'stopping'
  readonly captures: readonly CaptureStatus[]
  /** Journeys that were not sent because the screen was slow; they are counted, never hidden. */
  readonly journeysNotSent: number
  /** Windows clock minus WSL clock in nanoseconds with its error, null while unknown or without Windows. */
  readonly clockOffset: { readonly offset: number; readonly error: number } | null
}

/** A terminal's life as the screen sees it. */
export interface TerminalInfo {
  readonly id: number
  readonly kind: 'ping' | 'traceroute' | 'shell'
  readonly title: string
}

/** Whether Wireshark is installed where the tracer runs. */
export interface WiresharkInstallation {
  readonly isInstalled: boolean
  /** The command that installs it, null when it is there or none is known. */
  readonly installCommand: string | null
}

/** A frame for Wireshark, with the comment that it shows beside it. */
export interface CommentedFrame extends FrameMessage {
  readonly comment: string
}

/** A recording that ships with Hopscope. Titles are translated by `id`. */
export interface RecordingInfo {
  readonly id: string
  readonly title: { readonly en: string; readonly ja: string }
}

/** The bytes of a capture and the topology it was made in. */
export interface RecordingContent {
  readonly name: string
  readonly capture: Uint8Array
  readonly topology: Topology | null
}

/** A lesson that can be opened: one of the course that ships with Hopscope, or one that was recorded here. */
export interface LessonInfo {
  /** A file's plain name without `.hopscope`. */
  readonly id: string
  readonly title: LocalText
  /** The recording's length, in milliseconds. */
  readonly duration: number
  /** When it was saved last, in milliseconds since the Unix epoch; null for one that ships with Hopscope. */
  readonly date: number | null
  readonly isBuiltIn: boolean
}

/** What the teacher did on the screen while a lesson is recorded. */
export type LessonNote =
  | {
      readonly kind: 'film'
      readonly at: LessonTime
      readonly packet: PacketRef | null
      /** As in `FilmPosition`, on the stations that the packet had then. */
      readonly station: number
      /** The station's own interface: more of a packet's stations may become known later. */
      readonly interface: InterfaceId | null
      readonly isJump: boolean
    }
  | { readonly kind: 'marker'; readonly at: LessonTime; readonly label: string }
  | Move

/** How the lesson that is being recorded stands. */
export interface LessonRecording {
  readonly id: string
  /** After `ended` nothing more is recorded, and the lesson can be opened. */
  readonly state: 'recording' | 'paused' | 'ended'
  /** What the lesson's clock stands at. */
  readonly elapsed: LessonTime
  /** Bytes that were written so far. */
  readonly bytes: number
  /** Bytes that its disk still has, null when that cannot be told. */
  readonly freeBytes: number | null
  /** What hinders it at the moment. */
  readonly problem: Problem | null
}

/** What a tool of the machine printed, with control characters made harmless. */
export interface Listing {
  readonly text: string
  /** There was more than is shown. */
  readonly isCut: boolean
  readonly command: readonly string[]
}

/** Every request that the screen can make: parameters and result. An error is a `Problem`. */
export interface Requests {
  hello: {
    params: null
    result: {
      version: string
      host: 'linux' | 'windows'
      canCapture: boolean
      wireshark: WiresharkInstallation
    }
  }
  /** Reads the network anew; also sent as a `topology` event. */
  discover: { params: null; result: Topology }
  /** What is missing on this machine, why it matters and the command that mends it. Empty when nothing is. */
  doctor: { params: null; result: readonly Problem[] }
  /** Starts captures on all interfaces, or the named ones. `filter` is a pcap filter, null for the default. */
  start: { params: { interfaces: readonly InterfaceId[] | null; filter: string | null }; result: null }
  stop: { params: null; result: null }
  /** Pings from a namespace; output goes to the terminal that is returned. */
  ping: { params: { from: NamespaceId; to: string; count: number }; result: TerminalInfo }
  /** `probes` is `icmp` unless told otherwise. */
  traceroute: {
    params: { from: NamespaceId; to: string; probes?: 'icmp' | 'udp' | undefined }
    result: TerminalInfo
  }
  /**
   * A shell `in` a container (docker exec, with the image's programs), or on its `network` with the machine's own; the
   * latter unless told otherwise, and everywhere but in containers.
   */
  shell: { params: { namespace: NamespaceId; place?: 'network' | 'container' | undefined }; result: TerminalInfo }
  terminalInput: { params: { id: number; data: string }; result: null }
  terminalResize: { params: { id: number; columns: number; rows: number }; result: null }
  terminalClose: { params: { id: number }; result: null }
  /** Runs one of a closed list of commands in a namespace and gives what it printed. */
  listing: { params: { namespace: NamespaceId; kind: ListingKind }; result: Listing }
  recordings: { params: null; result: readonly RecordingInfo[] }
  openRecording: { params: { id: string }; result: RecordingContent }
  /** Writes what the running or last session captured to a pcapng file that the user chooses; null when cancelled. */
  saveCapture: { params: null; result: { path: string } | null }
  /** Shows frames in the Wireshark of the machine that the tracer runs on, with a display filter. */
  openInWireshark: {
    params: { points: readonly CapturePoint[]; frames: readonly CommentedFrame[]; filter: string }
    result: null
  }
  /** The lessons that can be opened: the built-in ones in order of id, then those recorded here, the newest first. */
  listLessons: { params: null; result: readonly LessonInfo[] }
  /** The `.hopscope` file of a lesson. */
  openLesson: { params: { id: string }; result: { bytes: Uint8Array } }
  /**
   * Keeps an edited lesson: the bytes of its `lesson.json`, all else staying as it was, or of a whole `.hopscope` file,
   * which may be new. A built-in lesson stays as it is and a copy is made: the result says under which id.
   */
  saveLesson: { params: { id: string; bytes: Uint8Array }; result: LessonInfo }
  /**
   * Begins to record a lesson, its clock at 0; captures with the pcap filter `filter` are started unless some run.
   */
  recordLesson: { params: { filter: string | null }; result: { id: string } }
  /** Stops the lesson's clock, or lets it go on; meanwhile nothing is recorded. Gives what the clock stands at. */
  pauseLesson: { params: { isPaused: boolean }; result: { elapsed: LessonTime } }
  noteLesson: { params: { id: string; notes: readonly LessonNote[] }; result: null }
  /**
   * The next piece of the voice, WebM, counted from 0: one that is sent again is passed over. The first one began `from` on
   * the lesson's clock.
   */
  lessonVoice: { params: { id: string; index: number; from: LessonTime; data: Uint8Array }; result: null }
  /** Ends the recording; the lesson can be opened when it answers. */
  stopLesson: { params: null; result: LessonInfo }
  /** What the user reads, for menus and dialogs outside of the screen. */
  setLanguage: { params: { language: 'en' | 'ja' }; result: null }
}

/** Every event that the tracer sends on its own. */
export interface Events {
  status: SessionStatus
  topology: Topology
  /** New and changed journeys, at most one batch per animation frame; a journey with a known id replaces it. */
  journeys: { readonly points: readonly CapturePoint[]; readonly journeys: readonly JourneyMessage[] }
  /** tcpdump's own lines of one capture, newest last; `skipped` counts those left out because they came too fast. */
  lines: { readonly point: number; readonly lines: readonly string[]; readonly skipped: number }
  /** Entries of the kernels' conntrack tables that are new or read otherwise than before; with the known ones when a screen comes late. */
  connections: { readonly connections: readonly Connection[] }
  /** What rules and interfaces have counted, those that have changed; with the known ones when a screen comes late. */
  counters: Counters
  terminalOutput: { readonly id: number; readonly data: string }
  terminalExit: { readonly id: number; readonly exitCode: number | null }
  /** Once a second while a lesson is recorded, and whenever its state changes. */
  lessonRecording: LessonRecording
  problem: Problem
  /** Something was chosen in the desktop's menu. */
  command: { readonly id: CommandId }
}

export type RequestName = keyof Requests
export type EventName = keyof Events

/**
 * What the screen holds: the same over Electron IPC, over WebSocket and in tests. A request that fails rejects with a
 * `RequestError`.
 */
export interface TracerClient {
  request<Name extends RequestName>(name: Name, params: Requests[Name]['params']): Promise<Requests[Name]['result']>
  /** Calls `listener` on every event of that name; returns the function that ends it. */
  on<Name extends EventName>(name: Name, listener: (event: Events[Name]) => void): () => void
  /** Called when the connection is lost and when it is back. */
  onConnection(listener: (isConnected: boolean) => void): () => void
}

/** What the tracer offers: a transport calls it with validated parameters. */
export interface TracerService {
  handle<Name extends RequestName>(name: Name, params: Requests[Name]['params']): Promise<Requests[Name]['result']>
  /**
   * Subscribes to all events; returns the function that ends it. The last topology and status come at once. While `canAccept` says false (the connection's buffer
   * is full) journeys and lines are held back, bounded and counted, and terminals wait.
   */
  subscribe(
    listener: <Name extends EventName>(name: Name, event: Events[Name]) => void,
    canAccept?: () => boolean,
  ): () => void
}

/** A request failed for a reason that the user can understand. */
export class RequestError extends Error {
  override name = 'RequestError'
  constructor(readonly problem: Problem) {
    super(problem.message)
  }
}
