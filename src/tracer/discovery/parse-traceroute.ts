import { parseAddress } from '../../core/topology/parse-address'
import type { TracerouteHop } from '../../core/topology/add-hops'

/** What `traceroute -n` found. */
export interface TracerouteListing {
  /** The address that was traced, null when the heading is missing. */
  readonly destination: string | null
  readonly hops: readonly TracerouteHop[]
}

/**
 * Reads the output of Linux' `traceroute -n`, busybox' too, whole or cut off: one hop a line, the addresses that
 * answered, `*` for a probe without answer. Total: a line of another shape is skipped.
 */
export function parseTraceroute(text: string): TracerouteListing {
  let destination: string | null = null
  const hops: TracerouteHop[] = []
  for (const line of text.split(/\r?\n/)) {
    const [, traced] = /^traceroute to \S+ \(([0-9a-fA-F.:]+)\)/.exec(line) ?? []
    if (traced !== undefined && parseAddress(traced) !== null) destination = traced
    const [, number, answers] = /^ ?(\d{1,3}) {2}(\S.*)$/.exec(line) ?? []
    if (number === undefined || answers === undefined) continue
    // `!H`, `!X` … follow a time and say that the router refused to go on (traceroute(8)).
    const addresses = answers.split(/\s+/).filter((word) => parseAddress(word) !== null)
    hops.push({ hop: Number(number), addresses: [...new Set(addresses)] })
  }
  return { destination, hops }
}
