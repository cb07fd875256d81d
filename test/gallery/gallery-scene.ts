import type { Journey } from '../../src/core/journey/journey'
import type { Topology } from '../../src/core/topology/topology'
import type { ThemeName } from '../../src/renderer/scene/theme'

/** A network and the packets that cross it, in a picture of this size. */
export interface GalleryScene {
  readonly topology: Topology
  readonly journeys: readonly Journey[]
  readonly theme: ThemeName
  readonly language: 'en' | 'ja'
  readonly width: number
  readonly height: number
  /** What is said of packets that were lost; nothing when it is not given. */
  readonly reason?: string
  /** The journeys of a bundle that somebody has opened. */
  readonly fanned?: readonly number[]
  /** Groups of idle containers that somebody opened. */
  readonly opened?: readonly string[]
  /** How far boxes were moved, by their key. */
  readonly moved?: Readonly<Record<string, { readonly x: number; readonly y: number }>>
  /** Every packet has a token of its own, however many there are. */
  readonly isApart?: boolean
}

/** The moments of a film strip, as shares of the timeline. */
export const stripMoments: readonly number[] = [0, 0.25, 0.5, 0.75, 1]
