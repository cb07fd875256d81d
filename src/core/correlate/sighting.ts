import type { Packet } from '../decode/packet'
import type { InterfaceId } from '../topology/topology'

/** Where frames come from: one tool session on one interface, or one interface block of a file. */
export interface CapturePoint {
  /** Small integer, unique in a session or recording. */
  readonly index: number
  /** The interface in the topology, null when the file does not say or the map does not know it. */
  readonly interface: InterfaceId | null
  /** Name as the tool prints it. */
  readonly interfaceName: string
  /** Machine id (`wsl:Ubuntu`), null when unknown. */
  readonly machine: string | null
  /** Namespace name (`container1`, `host`), null when unknown. */
  readonly namespace: string | null
}

/** One frame, decoded, at one interface. Time is since the Unix epoch, split because 2^53 ns end in April 1970. */
export interface Sighting {
  readonly point: CapturePoint
  /** Ordinal of the frame in its session or file, from 0. */
  readonly frame: number
  /** Whole seconds since 1970-01-01T00:00:00Z. */
  readonly seconds: number
  /** Nanoseconds within the second, 0 to 999,999,999. */
  readonly nanoseconds: number
  readonly packet: Packet
  /** The line that tcpdump printed for it, null when it did not come from text. */
  readonly line: string | null
}

/** Time from a to b in nanoseconds; exact while they are less than 104 days apart. */
export function nanosecondsBetween(
  a: { readonly seconds: number; readonly nanoseconds: number },
  b: { readonly seconds: number; readonly nanoseconds: number },
): number {
  return (b.seconds - a.seconds) * 1e9 + (b.nanoseconds - a.nanoseconds)
}
