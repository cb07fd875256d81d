/** How a field's values are written and compared. */
export type FieldType =
  /** A part of a name: `container:web`. */
  | { readonly kind: 'name' }
  /** An address or a network: `ip:10.0.0.0/8`. */
  | { readonly kind: 'address' }
  /** A whole number, or a range: `port:53`, `ttl<5`, `hops:3-6`. */
  | { readonly kind: 'number' }
  /** A time with its unit: `time>10ms`. */
  | { readonly kind: 'duration' }
  /** One of these words, or the beginning of one. */
  | { readonly kind: 'word'; readonly words: readonly string[] }

/** One key of the filter language. */
export interface FilterField {
  readonly key: string
  readonly type: FieldType
  /** For the list of completions and the documentation. */
  readonly en: string
  readonly ja: string
}

const name: FieldType = { kind: 'name' }
const address: FieldType = { kind: 'address' }
const number: FieldType = { kind: 'number' }
const word = (...words: readonly string[]): FieldType => ({ kind: 'word', words })

/** Every key of the filter language, once: parser, completion and documentation read it. */
export const filterFields = [
  { key: 'container', type: name, en: 'seen in a container of this name', ja: 'この名前のコンテナで観測' },
  { key: 'machine', type: name, en: 'seen on this machine', ja: 'このマシンで観測' },
  { key: 'via', type: name, en: 'seen at an interface of this name', ja: 'この名前のインターフェースで観測' },
  { key: 'ip', type: address, en: 'an address it had anywhere', ja: 'いずれかの時点のアドレス' },
  { key: 'from', type: address, en: 'the source where it was first seen', ja: '最初の観測時の送信元' },
  { key: 'to', type: address, en: 'the destination where it was first seen', ja: '最初の観測時の宛先' },
  { key: 'port', type: number, en: 'a port it had anywhere', ja: 'いずれかの時点のポート' },
  {
    key: 'verdict',
    type: word('answered', 'delivered', 'lost', 'rejected', 'expired', 'in-flight'),
    en: 'how it ended',
    ja: '判定',
  },
  {
    key: 'kind',
    type: word('request', 'reply', 'error', 'time-exceeded', 'unreachable', 'arp', 'dns', 'tcp', 'udp', 'other'),
    en: 'what it is',
    ja: '種類',
  },
  { key: 'protocol', type: word('icmp', 'icmp6', 'tcp', 'udp', 'arp', 'other'), en: 'its protocol', ja: 'プロトコル' },
  {
    key: 'nat',
    type: word('any', 'none', 'masquerade', 'snat', 'dnat', 'reverse', 'collision'),
    en: 'what translated it',
    ja: 'NAT の種類',
  },
  { key: 'match', type: word('certain', 'high', 'ambiguous'), en: 'how surely it is one packet', ja: '照合の確かさ' },
  { key: 'ttl', type: number, en: 'TTL where it was first seen', ja: '最初の観測時の TTL' },
  { key: 'hops', type: number, en: 'how many places saw it', ja: '観測した場所の数' },
  { key: 'seq', type: number, en: 'ICMP sequence number', ja: 'ICMP のシーケンス番号' },
  { key: 'id', type: number, en: 'ICMP id it had anywhere', ja: 'いずれかの時点の ICMP ID' },
  { key: 'size', type: number, en: 'bytes of the frame', ja: 'フレームのバイト数' },
  { key: 'packet', type: number, en: 'number of the packet', ja: 'パケットの番号' },
  { key: 'time', type: { kind: 'duration' }, en: 'from first to last sighting', ja: '最初から最後の観測までの時間' },
] as const satisfies readonly FilterField[]

/** A key of the filter language. */
export type FilterKey = (typeof filterFields)[number]['key']

const byKey: ReadonlyMap<string, FilterField & { readonly key: FilterKey }> = new Map(
  filterFields.map((field) => [field.key, field]),
)

/** The field of a key, null when there is none; case does not matter. */
export function filterField(key: string): (FilterField & { readonly key: FilterKey }) | null {
  return byKey.get(key.toLowerCase()) ?? null
}
