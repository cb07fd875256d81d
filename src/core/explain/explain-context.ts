import type { InterfaceId, Topology } from '../topology/topology'
import type { Journey } from '../journey/journey'

/** What an explanation may draw on besides the packet itself. */
export interface ExplainContext {
  readonly topology: Topology
  /** Interfaces on which a capture ran. */
  readonly captured: ReadonlySet<InterfaceId>
  /** The other packets of its exchange, and the ARP packets seen around it; others do no harm. */
  readonly related: readonly Journey[]
  /** The map as it was before the packet, to see which counters grew; null when there is none. */
  readonly earlier: Topology | null
}
