import type { Machine } from '../../core/topology/topology'

/** Words on the map that depend on the language. */
export interface MapWords {
  /** `1,432 packets` */
  packets(count: number): string
  networkingMode(mode: string): string
  /** Title of the box around what lies beyond the last known machine. */
  readonly lan: string
  /** What stands at the boundaries between worlds. */
  readonly dockerNetworks: string
  readonly world: Readonly<Record<Machine['kind'], string>>
  /** `12 idle containers` */
  idle(count: number): string
  /** What a container says that uses the machine's own interfaces, none, or does not run. */
  readonly hostNetwork: string
  readonly noNetwork: string
  readonly unknownNetwork: string
  stopped(state: string): string
  /** Other containers that use this one's network. */
  sharedWith(names: string): string
  /** Title of the box around captures of which nobody knows where they were made. */
  readonly captures: string
}
