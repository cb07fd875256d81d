import type { InterfaceId, InterfaceKind, MachineId, NamespaceId, NatRule } from '../../core/topology/topology'
import type { Point, Rect } from './geometry'
import type { Path } from './path'
import type { TextRole } from './text-style'
import type { BoxLook } from './theme'

/** What a place on the map stands for. */
export type MapTarget =
  | { readonly kind: 'machine'; readonly id: MachineId }
  | { readonly kind: 'namespace'; readonly id: NamespaceId }
  /** A container that lives in a namespace which is not its own; `id` is Docker's. */
  | { readonly kind: 'guest'; readonly namespace: NamespaceId; readonly id: string }
  /** The containers of one network that send nothing; `id` names the network's bridge or the machine. */
  | { readonly kind: 'idle'; readonly id: string }
  | { readonly kind: 'interface'; readonly id: InterfaceId }
  | { readonly kind: 'gate'; readonly id: string }
  | { readonly kind: 'wire'; readonly id: string }

/** What may be about to come or go. */
interface Fading {
  /** Below 1 while it comes or goes; absent else. */
  readonly opacity?: number
}

/** A machine, a namespace inside it, or a bridge inside that. */
export interface BoxLayout extends Fading {
  readonly target: MapTarget
  readonly look: BoxLook
  readonly rect: Rect
  /** Of a box for idle containers: their names, and whether each is drawn, too. */
  readonly idle?: { readonly names: readonly string[]; readonly isOpen: boolean }
}

/** An interface: a small square on the edge of the box that it belongs to, or on the LAN's rail. */
export interface PortLayout extends Fading {
  readonly id: InterfaceId
  readonly kind: InterfaceKind
  readonly centre: Point
  readonly rect: Rect
  readonly isUp: boolean
}

/** Where a namespace translates addresses: a diamond on the way that the packet takes. */
export interface GateLayout extends Fading {
  readonly id: string
  readonly namespace: NamespaceId
  readonly rules: readonly NatRule[]
  readonly centre: Point
  /** The square that encloses the diamond. */
  readonly rect: Rect
}

/** One line of text and the rectangle that it covers; no two of them touch, nor a port or gate. */
export interface LabelLayout extends Fading {
  readonly target: MapTarget
  readonly role: TextRole
  readonly text: string
  /** Where the baseline starts, is centred or ends, as `anchor` says. */
  readonly at: Point
  readonly anchor: 'start' | 'middle' | 'end'
  readonly rect: Rect
  /** Of something that does not run. */
  readonly isQuiet?: true
}

/** A way between two interfaces: a wire, or a passage through a namespace or bridge. */
export interface SegmentLayout extends Fading {
  readonly id: string
  readonly kind: 'wire' | 'bridge' | 'passage'
  readonly ends: readonly [InterfaceId, InterfaceId]
  /** From the first end to the second. */
  readonly path: Path
  /** For a way through a bridge: where its rail runs, so that two of them join without a detour; else null. */
  readonly railX: number | null
  readonly gate: string | null
  /** Share of the path's length at which headers change. */
  readonly changeAt: number
  readonly isInferred: boolean
  /** False for ways that are possible but not drawn until a packet takes them. */
  readonly isDrawn: boolean
}

/** An upright line where packets pass from one world to another: out of Docker's networks, from WSL to Windows, to the LAN. */
export interface BoundaryLayout extends Fading {
  readonly id: string
  readonly x: number
  readonly top: number
  readonly bottom: number
}

/** Where everything stands. Coordinates are map units with the origin at the top left. */
export interface MapLayout {
  readonly width: number
  readonly height: number
  /** Outer boxes before the ones inside them. */
  readonly boxes: readonly BoxLayout[]
  readonly ports: readonly PortLayout[]
  readonly gates: readonly GateLayout[]
  readonly labels: readonly LabelLayout[]
  readonly segments: readonly SegmentLayout[]
  readonly boundaries: readonly BoundaryLayout[]
  /** Interfaces left out because nobody needs them: loopbacks, bridges without ports, what is down. */
  readonly hidden: readonly InterfaceId[]
}
