import type {
  LessonInfo,
  LessonRecording,
  Problem,
  RecordingInfo,
  Requests,
  SessionStatus,
  TerminalInfo,
} from '../../contract/messages'
import type { Camera, FactTable, LocalText } from '../../core/lesson/lesson'
import type { InterfaceId, NamespaceId } from '../../core/topology/topology'
import type { ClockOffset } from './list-hops'
import { plainList, type ListOptions } from './list-rows'
import { createTrace, type Trace } from './trace'

export type Tab = 'packets' | 'ladder' | 'terminals' | 'facts' | 'lesson'

/** What may take a while and is not seen anywhere else. */
export type BusyKind = 'examining' | 'discovering' | 'saving'

/** What can be hidden, so that the map has the room. */
export type HideablePart = 'inspector' | 'views'

/** Where the shown packets come from. */
export type Source =
  | { readonly kind: 'live' }
  | {
      readonly kind: 'recording'
      readonly id: string
      /** Names of the user's own files; missing for a built-in recording. */
      readonly fileName?: string
      /** Of a lesson. */
      readonly title?: LocalText
    }

/** The packet, and the hop of it, that the inspector shows. */
export interface Selection {
  readonly journey: number
  /** Index into the journey's sightings, null for the packet as a whole. */
  readonly sighting: number | null
}

/** What the pointer is on; it lights up everywhere. */
export interface Hover {
  readonly journey: number | null
  readonly interface: InterfaceId | null
}

/** Packets that stood too close to tell apart and were opened to pick one, and where on the map's panel they stand. */
export interface OpenBundle {
  readonly journeys: readonly number[]
  readonly x: number
  readonly y: number
}

/** A ping, traceroute or shell; `exit` is undefined while it runs and null when its code is unknown. */
export interface TerminalState extends TerminalInfo {
  readonly exit: number | null | undefined
}

/** What the user was told and has not waved away. */
export interface Notice {
  readonly id: number
  readonly problem: Problem
}

/** Everything that the screen shows except the player's position and the terminals' text. */
export interface ScreenState {
  readonly connection: 'connecting' | 'connected' | 'lost'
  readonly hello: Requests['hello']['result'] | null
  readonly status: SessionStatus
  /** The network was read at least once, or that failed. */
  readonly isDiscovered: boolean
  /** What is missing on the machine; null until the doctor has answered. */
  readonly missing: readonly Problem[] | null
  readonly notices: readonly Notice[]
  /** Where the capture was saved just now, until it is waved away. */
  readonly savedPath: string | null
  readonly recordings: readonly RecordingInfo[]
  readonly source: Source
  /** True while a recording is being read. */
  readonly isOpening: boolean
  /** How much of it was read, 0 to 1, null before the reading begins. */
  readonly openedShare: number | null
  /** What the tracer was asked for and has not answered. */
  readonly busy: readonly BusyKind[]
  readonly live: Trace
  readonly recording: Trace | null
  readonly selection: Selection | null
  readonly hover: Hover
  readonly bundle: OpenBundle | null
  readonly from: NamespaceId | null
  readonly to: string
  readonly tab: Tab
  /** The table that a lesson wants seen in the facts tab. */
  readonly factTable: FactTable | null
  readonly filter: string
  readonly list: ListOptions
  /** Packets to set side by side: the first may wait for the second. */
  readonly compared: { readonly first: number; readonly second: number | null } | null
  readonly terminals: readonly TerminalState[]
  /** The terminals of the lesson that is open; their ids are below 0. */
  readonly replayed: readonly TerminalState[]
  /** What the scrubber's length stands for: the scene's own time, or the log's. */
  readonly timeAxis: 'event' | 'true'
  readonly isHelpOpen: boolean
  /** The user is asked which files to open. */
  readonly isFileDialogOpen: boolean
  /** The inspector is shown over the whole screen. */
  readonly isInspectorLarge: boolean
  /** Home is shown, where one begins. */
  readonly isHomeOpen: boolean
  /** The open lesson is to be sent. */
  readonly isSendOpen: boolean
  /** Lessons of the tracer's, null until it has told them. */
  readonly lessons: readonly LessonInfo[] | null
  readonly isPaletteOpen: boolean
  /** The user has seen what tracing live takes and wants the map instead. */
  readonly isHintDismissed: boolean
  /** Parts of the screen that make room for the others. */
  readonly hidden: readonly HideablePart[]
  /** What the map shows, null while that is all of it. */
  readonly camera: Camera | null
  /** This page holds one lesson and has no tracer: there is nothing to trace, open or record. */
  readonly isEmbedded: boolean
  /** The lesson that the tracer records, from this screen or another one; null when it records none. */
  readonly lessonRecording: LessonRecording | null
}

export const nothingHovered: Hover = { journey: null, interface: null }

/** The screen before the tracer has answered. */
export function createScreenState(): ScreenState {
  return {
    connection: 'connecting',
    hello: null,
    status: { state: 'idle', captures: [], journeysNotSent: 0, clockOffset: null },
    isDiscovered: false,
    missing: null,
    notices: [],
    savedPath: null,
    recordings: [],
    source: { kind: 'live' },
    isOpening: false,
    openedShare: null,
    busy: [],
    live: createTrace(),
    recording: null,
    selection: null,
    hover: nothingHovered,
    bundle: null,
    from: null,
    to: '8.8.8.8',
    tab: 'packets',
    factTable: null,
    filter: '',
    list: plainList,
    compared: null,
    terminals: [],
    replayed: [],
    timeAxis: 'event',
    isHelpOpen: false,
    isFileDialogOpen: false,
    isInspectorLarge: false,
    isHomeOpen: false,
    isEmbedded: false,
    isSendOpen: false,
    lessons: null,
    isPaletteOpen: false,
    isHintDismissed: false,
    hidden: [],
    camera: null,
    lessonRecording: null,
  }
}

/** The trace that the panels show: the recording while one is open, else what is live. */
export function shownTrace(state: ScreenState): Trace {
  return state.source.kind === 'recording' && state.recording ? state.recording : state.live
}

/** Windows' clock against Linux's: as the tracer measures it while live, as a recording's packets tell it; null when unknown. */
export function shownClock(state: ScreenState): ClockOffset | null {
  return state.source.kind === 'live' ? state.status.clockOffset : (state.recording?.windowsClock ?? null)
}
