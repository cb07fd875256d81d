import { parseAddress } from '../../core/topology/parse-address'

/** One direction of a connection as conntrack expects it; ports and ids are -1 where the protocol has none. */
export interface ConntrackTuple {
  readonly source: string
  readonly destination: string
  readonly sourcePort: number
  readonly destinationPort: number
  readonly icmpId: number
}

/** One entry of the connection tracking table: what was sent, and what an answer looks like before it is translated back. */
export interface ConntrackEntry {
  /** IP protocol number. */
  readonly protocol: number
  readonly original: ConntrackTuple
  readonly reply: ConntrackTuple
}

/** Reads `conntrack -L -o extended` (conntrack-tools' snprintf_default.c). Total: a line of another shape is skipped. */
export function parseConntrack(text: string): ConntrackEntry[] {
  return text.split('\n').flatMap((line) => {
    const [, protocol, rest] = /^(?:ipv[46] +\d+ )?\S+ +(\d{1,3}) \d+ (.+)$/.exec(line.trim()) ?? []
    if (protocol === undefined || rest === undefined) return []
    const halves = rest.split(/(?=\bsrc=)/).filter((half) => half.startsWith('src='))
    const original = readTuple(halves[0])
    const reply = readTuple(halves[1])
    return original === null || reply === null ? [] : [{ protocol: Number(protocol), original, reply }]
  })
}

function readTuple(half: string | undefined): ConntrackTuple | null {
  const fields = new Map([...(half ?? '').matchAll(/\b([a-z]+)=(\S+)/g)].map(([, key, value]) => [key!, value!]))
  const source = fields.get('src') ?? ''
  const destination = fields.get('dst') ?? ''
  if (parseAddress(source) === null || parseAddress(destination) === null) return null
  const number = (key: string): number => {
    const value = fields.get(key) ?? ''
    return /^\d{1,5}$/.test(value) ? Number(value) : -1
  }
  return {
    source,
    destination,
    sourcePort: number('sport'),
    destinationPort: number('dport'),
    icmpId: number('id'),
  }
}
