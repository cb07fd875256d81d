import type { FactTable, HeaderField, LessonTab, LocalText, Option } from '../../src/core/lesson/lesson'
import type { Lab } from '../../test/lab/lab'
import type { Undo } from '../../test/lab/scenarios'
import type { TracedLab, TraceOptions } from '../trace-lab'
import type { Place } from './places'

/** A text in both languages with placeholders in braces, which `fillText` replaces by what was recorded. */
export type Template = LocalText

/** How a built-in lesson is recorded and told. */
export interface LessonScript extends TraceOptions {
  readonly id: string
  readonly title: Template
  readonly description: Template
  /** What is sent, one after the other in one recording. */
  readonly takes: readonly Take[]
  /** Names for the packets that the scenes speak of. */
  readonly packets: Readonly<Record<string, PacketChoice>>
  readonly scenes: readonly Scene[]
}

/** One thing that is sent, perhaps through a lab that was broken for it and is mended afterwards. */
export interface Take {
  readonly id: string
  readonly break?: (lab: Lab) => Promise<Undo>
  /** Resolves when everything was sent and answered. */
  readonly play: (traced: TracedLab) => Promise<unknown>
}

/** The nth packet, from 0, that passes a filter (core/filter), of those that were sent in a take. */
export interface PacketChoice {
  readonly take: string
  readonly filter: string
  readonly nth?: number
}

/** Where on its way a packet is: at an interface, at its last one, or there with its ending to be seen. */
export type Spot = Place | 'start' | 'last' | 'ending'

/** A position of the film. */
export interface Stand {
  readonly packet: string
  readonly at: Spot
}

/** What is lit: an interface by its place, or something else. A box or a gate is the namespace of the place. */
export type Light =
  | Place
  | { readonly box: Place }
  | { readonly gate: Place }
  | { readonly wire: readonly [Place, Place] }
  | { readonly field: HeaderField }

interface Ask {
  readonly packet: string
  readonly prompt: Template
  readonly explain: Template
}

/** A question as it is written; its answer is the packet's. */
export type QuestionScript = Ask &
  (
    | { readonly kind: 'next-source' | 'ttl'; readonly at: Place }
    | { readonly kind: 'dropped-at' | 'order-hops' }
    | { readonly kind: 'choose'; readonly options: readonly Option[] }
    | { readonly kind: 'text'; readonly field: HeaderField; readonly at: Place; readonly accepted?: readonly string[] }
  )

/** One caption with what the film and the screen do meanwhile. What is not given stays as it was. */
export interface Scene {
  /** A chapter begins here. */
  readonly chapter?: Template
  readonly say: Template
  /** Where the film stands when the scene begins; without it, where the last scene left it. */
  readonly from?: Stand
  /** Where it moves to. */
  readonly to?: Stand
  /** How long that takes in ms; without it twice as long as the player takes. */
  readonly moves?: number
  /** Lit during this scene only. */
  readonly light?: readonly Light[]
  /** What the camera shows from here on: the middle of these places, or everything. */
  readonly camera?: 'everything' | { readonly on: readonly Place[]; readonly zoom: number }
  /** What the inspector shows during this scene, instead of the packet that the film is with. */
  readonly select?: { readonly packet: string; readonly at: Place }
  /** A tab, or a table of the facts tab. */
  readonly tab?: Exclude<LessonTab, 'facts'> | { readonly facts: FactTable }
  /** The network is shown from here on as it was before or after a take. */
  readonly network?: `before ${string}` | `after ${string}`
  /** Asked when the scene has ended; the film waits. */
  readonly ask?: QuestionScript
}
