import type { InterfaceId, NamespaceId, Topology } from '../topology/topology'

/**
 * Milliseconds since the recording of a lesson began. Everything in a lesson is anchored on this clock, so that no edit
 * has to move anything; `createLessonClock` maps it to what the viewer's watch shows.
 */
export type LessonTime = number

/** A text in both languages; '' where it was not written, and the other one is shown instead. */
export interface LocalText {
  readonly en: string
  readonly ja: string
}

/** A stretch of a lesson's clock; `to` is above `from`. */
export interface Stretch {
  readonly from: LessonTime
  readonly to: LessonTime
}

/**
 * One packet of the recording, named by its first sighting and thus the same however the journeys are numbered. `time` is
 * the frame's time since the Unix epoch as `seconds.nanoseconds`, nine digits after the point.
 */
export interface PacketRef {
  readonly interface: InterfaceId
  readonly time: string
}

/**
 * Where the film stands: with a packet at its nth station, or that share of the way to the next one; -1 is where it waits
 * for its departure, and the number of its stations is where its ending has faded. Before the first packet: null.
 */
export interface FilmPosition {
  readonly packet: PacketRef | null
  readonly station: number
}

/** The film is at `position` at `at`; between two keyframes it moves evenly, unless the later one is a jump. */
export interface Keyframe {
  readonly at: LessonTime
  readonly position: FilmPosition
  readonly isJump: boolean
}

/** A table of the facts tab. */
export type FactTable =
  'addresses' | 'veths' | 'routes' | 'neighbours' | 'nat' | 'filter' | 'conntrack' | 'containers' | 'networks'

export type LessonTab = 'packets' | 'ladder' | 'terminals' | 'facts'

/** What the map shows: a share of its width and height in the middle, `zoom` times as large as when all of it fits. */
export interface Camera {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

/** Something that the teacher did besides moving the film. It holds until the next one of its kind. */
export type Move =
  | {
      readonly at: LessonTime
      readonly kind: 'select'
      readonly packet: PacketRef | null
      readonly interface: InterfaceId | null
    }
  | {
      readonly at: LessonTime
      readonly kind: 'tab'
      readonly tab: LessonTab
      /** The table that the facts tab shows first. */
      readonly facts?: FactTable
    }
  /** Null shows the whole map. */
  | { readonly at: LessonTime; readonly kind: 'camera'; readonly camera: Camera | null }

/** A moment that the teacher marked while recording. */
export interface Marker {
  readonly at: LessonTime
  readonly label: string
}

/** The picture moves `times` slower here; the voice keeps its pace and then waits. */
export interface SlowStretch extends Stretch {
  readonly times: number
}

export interface Chapter {
  readonly at: LessonTime
  readonly title: LocalText
}

export interface Caption extends Stretch {
  readonly text: LocalText
}

/** A header field as spotlights and questions name it. */
export type HeaderField =
  'source' | 'destination' | 'ttl' | 'icmpId' | 'sourcePort' | 'destinationPort' | 'sourceMac' | 'destinationMac'

/** What a spotlight lights: a box, an interface, a NAT gate, a wire by its ends, or a field of the packet that moves. */
export type SpotlightTarget =
  | { readonly kind: 'namespace'; readonly id: NamespaceId }
  | { readonly kind: 'interface'; readonly id: InterfaceId }
  | { readonly kind: 'gate'; readonly namespace: NamespaceId }
  | { readonly kind: 'wire'; readonly ends: readonly [InterfaceId, InterfaceId] }
  | { readonly kind: 'field'; readonly field: HeaderField }

export interface Spotlight extends Stretch {
  readonly target: SpotlightTarget
}

/** An answer that can be chosen. It is right when its filter (core/filter) matches the question's packet. */
export interface Option {
  readonly text: LocalText
  readonly filter: string
}

/** An answer that counts when it is typed, if its filter matches the packet; without one it always counts. */
export interface AcceptedAnswer {
  readonly text: string
  readonly filter: string | null
}

interface QuestionBase {
  readonly id: string
  /** The lesson waits here for an answer. */
  readonly at: LessonTime
  readonly prompt: LocalText
  /** Told with the answer. */
  readonly explanation: LocalText
  readonly packet: PacketRef
}

/** What the packets have to answer. No kind holds the right answer itself. */
export type Question = QuestionBase &
  (
    | { readonly kind: 'next-source'; readonly interface: InterfaceId }
    | { readonly kind: 'ttl'; readonly interface: InterfaceId }
    | { readonly kind: 'dropped-at' }
    | { readonly kind: 'order-hops' }
    | { readonly kind: 'choose'; readonly options: readonly Option[] }
    /** The right answer is the packet's own field at the interface; `accepted` are further ways to write it. */
    | {
        readonly kind: 'text'
        readonly fact: { readonly field: HeaderField; readonly interface: InterfaceId } | null
        readonly accepted: readonly AcceptedAnswer[]
      }
  )

export type QuestionKind = Question['kind']

/** The voice: `narration.webm` begins at this moment of the lesson's clock; where recording paused it has no gap. */
export interface Narration {
  readonly from: LessonTime
}

/** What `lesson.json` holds. `duration` is the recording's length, whatever was cut out. */
export interface Lesson {
  readonly format: 'hopscope-lesson'
  readonly version: 1
  /** Lower-case letters, digits and hyphens. */
  readonly id: string
  readonly title: LocalText
  readonly description: LocalText
  readonly duration: LessonTime
  /** In order of time, as are all lists below. */
  readonly keyframes: readonly Keyframe[]
  readonly moves: readonly Move[]
  readonly markers: readonly Marker[]
  readonly narration: Narration | null
  readonly cuts: readonly Stretch[]
  readonly slow: readonly SlowStretch[]
  readonly chapters: readonly Chapter[]
  readonly captions: readonly Caption[]
  readonly spotlights: readonly Spotlight[]
  readonly questions: readonly Question[]
}

/** The network as it was from a moment on. */
export interface TopologyChange {
  readonly at: LessonTime
  readonly topology: Topology
}

/** A piece of what a terminal printed; never what was typed into it. */
export interface TerminalOutput {
  readonly at: LessonTime
  readonly id: number
  readonly kind: 'ping' | 'traceroute' | 'shell'
  readonly title: string
  readonly data: string
}

/** A lesson with all that it needs: what a `.hopscope` file holds. */
export interface LessonContent {
  readonly lesson: Lesson
  /** `recording.pcapng`. */
  readonly capture: Uint8Array
  /** `topology.json`: the network at the beginning. */
  readonly topology: Topology
  /** `changes.json`. */
  readonly changes: readonly TopologyChange[]
  /** `terminals.json`. */
  readonly terminals: readonly TerminalOutput[]
  /** `narration.webm`: Opus in WebM. */
  readonly narration: Uint8Array | null
}

/** A text in one language; what was written only in the other is better than nothing. */
export function localText(text: LocalText, language: 'en' | 'ja'): string {
  return text[language] !== '' ? text[language] : text[language === 'en' ? 'ja' : 'en']
}

/** A lesson without anything in it yet. */
export function emptyLesson(id: string): Lesson {
  const nothing: LocalText = { en: '', ja: '' }
  return {
    format: 'hopscope-lesson',
    version: 1,
    id,
    title: nothing,
    description: nothing,
    duration: 0,
    keyframes: [],
    moves: [],
    markers: [],
    narration: null,
    cuts: [],
    slow: [],
    chapters: [],
    captions: [],
    spotlights: [],
    questions: [],
  }
}
