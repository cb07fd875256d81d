import { isIP } from 'node:net'

/** One router that answered a traceroute. */
export interface TracerouteHop {
  /** How many routers stand before it plus one. */
  readonly ttl: number
  readonly address: string
}

const maximumHops = 64

/**
 * The hops in the output of `traceroute -n` so far: ` 3  10.0.0.1  0.03 ms  0.01 ms  0.01 ms`, or of `tracert -d`:
 * `  3    <1 ms    <1 ms    <1 ms  10.0.0.1`. A hop that did not answer (`* * *`) is left out, of several addresses the
 * first counts. A line that is still growing is not read.
 */
export function parseTracerouteHops(output: string): readonly TracerouteHop[] {
  const hops: TracerouteHop[] = []
  for (const line of output.split('\n').slice(0, -1)) {
    const match = /^\s*(\d{1,3})\s+(.+)$/.exec(line.replace(/\r+$/, ''))
    const ttl = Number(match?.[1])
    const address = match?.[2]?.split(/\s+/).find((word) => isIP(word) !== 0)
    if (address === undefined || !(ttl >= 1 && ttl <= maximumHops)) continue
    if (!hops.some((hop) => hop.ttl === ttl)) hops.push({ ttl, address })
  }
  return hops
}
