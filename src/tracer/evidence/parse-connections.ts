import { ipv6Text } from '../../core/decode/ipv6-address'
import { parseAddress } from '../../core/topology/parse-address'
import type { Connection, ConnectionTuple, NamespaceId } from '../../core/topology/topology'

const longestLine = 1024

const protocols: Readonly<Record<string, Connection['protocol']>> = {
  icmp: 'icmp',
  icmpv6: 'icmp6',
  tcp: 'tcp',
  udp: 'udp',
}

/**
 * Reads what `conntrack -L -o extended` or `/proc/net/nf_conntrack` prints, one entry a line: its original direction,
 * then the reply that is expected. Total: a line that is no entry is skipped.
 */
export function parseConnections(text: string, namespace: NamespaceId): Connection[] {
  return text.split('\n').flatMap((line) => parseConnection(line.trim(), namespace) ?? [])
}

function parseConnection(line: string, namespace: NamespaceId): Connection | null {
  if (line.length > longestLine || !/^ipv[46] [\x20-\x7e]*$/.test(line)) return null
  const [, , protocol = ''] = line.split(/ +/, 3)
  const starts = [...line.matchAll(/(?<= )src=/g)].map(({ index }) => index)
  if (starts.length !== 2) return null
  const original = parseTuple(line.slice(starts[0], starts[1]))
  const reply = parseTuple(line.slice(starts[1]))
  if (original === null || reply === null) return null
  const kind = Object.hasOwn(protocols, protocol) ? protocols[protocol]! : 'other'
  return { namespace, protocol: kind, original, reply, text: line }
}

/** The first of each key counts: `-o id` and SCTP's verification tags add further ones behind. */
function parseTuple(text: string): ConnectionTuple | null {
  const fields = new Map<string, string>()
  for (const word of text.split(' ')) {
    const [, key, value] = /^(src|dst|sport|dport|id)=([0-9a-fA-F.:]+)$/.exec(word) ?? []
    if (key !== undefined && value !== undefined && !fields.has(key)) fields.set(key, value)
  }
  const source = addressText(fields.get('src'))
  const destination = addressText(fields.get('dst'))
  if (source === null || destination === null) return null
  return {
    source,
    destination,
    sourcePort: numberOf(fields.get('sport')),
    destinationPort: numberOf(fields.get('dport')),
    icmpId: fields.has('sport') ? null : numberOf(fields.get('id')),
  }
}

/** An address as packets' addresses are written: the kernel writes all eight groups of IPv6 in /proc. */
function addressText(text = ''): string | null {
  const address = parseAddress(text)
  if (address === null) return null
  if (address.version === 4) return text
  const bytes = new DataView(new ArrayBuffer(16))
  for (const [index, word] of address.words.entries()) bytes.setUint32(index * 4, word)
  return ipv6Text(new Uint8Array(bytes.buffer), 0)
}

function numberOf(text = ''): number | null {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : -1
  return value >= 0 && value <= 65_535 ? value : null
}
