import { macText } from '../../decode/mac-address'
import { encodeUtf8 } from '../../decode/utf8'
import type { LessonContent } from '../lesson'
import { readLessonPackets } from '../read-packets'
import { rangeOf, spansRanges } from './address-ranges'
import { gatherIdentifiers, type GatheredIdentifiers } from './gather-identifiers'
import { formatIp, readIp } from './ip-number'
import { isGroupMac } from './mac-book'
import { createTextPattern, scanText, shortestName, type Identifier } from './scan-text'
import { isStandardName } from './standard-names'
import { joinTerminals } from './terminal-texts'

/** Something of the original that is still there: in which part of the lesson's file, and what. */
export interface Leak {
  readonly part:
    'lesson.json' | 'topology.json' | 'changes.json' | 'terminals.json' | 'recording.pcapng' | 'narration.webm'
  readonly what: string
}

/**
 * Looks through every part of a redacted lesson for the original's addresses, MACs, names and ids, as text and as bytes.
 * Empty when nothing was left behind. What everybody has (loopback, groups, standard names) is not looked for.
 */
export function findLeaks(original: LessonContent, redacted: LessonContent): readonly Leak[] {
  const found = gatherIdentifiers(original, readLessonPackets(original))
  const search = new Search(found)
  const leaks = new Map<string, Leak>()
  const report = (part: Leak['part'], whats: Iterable<string>): void => {
    for (const what of whats) leaks.set(`${part} ${what}`, { part, what })
  }
  report('lesson.json', search.inValue(redacted.lesson))
  report('topology.json', search.inValue(redacted.topology))
  report('changes.json', search.inValue(redacted.changes))
  report('terminals.json', search.inValue(redacted.terminals))
  for (const text of joinTerminals(redacted.terminals).values())
    report('terminals.json', search.inText(plainText(text)))
  report('recording.pcapng', search.inBytes(redacted.capture))
  const packets = readLessonPackets(redacted)
  for (const { point } of packets.points) report('recording.pcapng', search.inValue(point))
  for (const comment of packets.comments.values()) report('recording.pcapng', search.inText(comment))
  for (const { packet } of packets.sightings) {
    report('recording.pcapng', search.inFrame(packet.bytes, packet.start, packet.end))
  }
  // Nobody can look for names in a voice.
  if (redacted.narration !== null) report('narration.webm', ['a voice'])
  return [...leaks.values()]
}

/** Colours and cursor moves may stand within what they show. */
function plainText(text: string): string {
  return text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
}

/** Names of fewer letters are found anywhere by chance. */
const shortestInBytes = 4

class Search {
  readonly #addresses: ReadonlySet<string>
  readonly #networks: ReadonlySet<string>
  readonly #macs: ReadonlySet<string>
  readonly #names: ReadonlySet<string>
  readonly #dockerIds: ReadonlySet<string>
  readonly #pattern: RegExp
  readonly #plainPattern = createTextPattern([])
  readonly #ipv4 = new Set<number>()
  readonly #macNumbers = new Set<number>()
  /** IPv6 addresses by their last 32 bits. */
  readonly #ipv6 = new Map<number, Set<bigint>>()
  readonly #words: readonly { readonly what: string; readonly bytes: string }[]

  constructor(found: GatheredIdentifiers) {
    const addresses = ([4, 6] as const).flatMap((version) =>
      [...found.addresses[version]]
        .map((value) => ({ version, value }))
        .filter((ip) => !rangeOf(ip).isKept && !isNetworkOf(found, ip)),
    )
    this.#addresses = new Set(addresses.map(formatIp))
    this.#networks = new Set(
      ([4, 6] as const).flatMap((version) =>
        found.networks[version]
          .filter(({ base }) => !rangeOf({ version, value: base }).isKept)
          .filter((network) => !spansRanges(network, version))
          .map(({ base, length }) => `${formatIp({ version, value: base })}/${length}`),
      ),
    )
    this.#macs = new Set([...found.macs].filter((mac) => !isGroupMac(mac)))
    const names = [...found.names.keys()].filter((name) => !isStandardName(name))
    this.#names = new Set(names.map((name) => name.toLowerCase()))
    this.#dockerIds = found.dockerIds
    this.#pattern = createTextPattern(names)
    for (const { version, value } of addresses) {
      if (version === 4) this.#ipv4.add(Number(value))
      else {
        const tail = Number(value & 0xffffffffn)
        this.#ipv6.set(tail, (this.#ipv6.get(tail) ?? new Set<bigint>()).add(value))
      }
    }
    for (const mac of this.#macs) this.#macNumbers.add(Number.parseInt(mac.replaceAll(':', ''), 16))
    this.#words = [...names, ...this.#dockerIds]
      .filter(({ length }) => length >= shortestInBytes)
      .map((text) => ({ what: text, bytes: latin1(encodeUtf8(text)) }))
  }

  /** Every text in a value, keys left out. */
  *inValue(value: unknown): Iterable<string> {
    if (typeof value === 'string') yield* this.inText(value, true)
    else if (Array.isArray(value)) for (const each of value) yield* this.inValue(each)
    else if (typeof value === 'object' && value !== null)
      for (const each of Object.values(value)) yield* this.inValue(each)
  }

  *inText(text: string, isWhole = false): Iterable<string> {
    // A name of two letters is one where nothing else stands.
    if (isWhole && text.length < shortestName && this.#names.has(text.toLowerCase())) yield text
    yield* this.#scan(text, this.#pattern)
  }

  *#scan(text: string, pattern: RegExp): Iterable<string> {
    for (const identifier of scanText(text, pattern)) {
      const what = this.#isKnown(identifier)
      if (what !== null) yield what
    }
  }

  #isKnown(identifier: Identifier): string | null {
    switch (identifier.kind) {
      case 'address': {
        const { ip, prefixLength } = identifier
        const text = formatIp(ip)
        const network = `${text}/${prefixLength}`
        if (prefixLength !== null && this.#networks.has(network)) return network
        return this.#addresses.has(text) ? text : null
      }
      case 'mac':
        return this.#macs.has(identifier.mac) ? identifier.mac : null
      case 'docker-id':
        return this.#dockerIds.has(identifier.id.slice(0, 12)) ? identifier.id : null
      case 'name':
        return this.#names.has(identifier.name.toLowerCase()) ? identifier.name : null
    }
  }

  /** All of a file, whatever its blocks are: what no reader of ours reads is looked through too. */
  *inBytes(bytes: Uint8Array): Iterable<string> {
    const slice = 1 << 16
    const overlap = 256
    for (let at = 0; at < bytes.length; at += slice) {
      const text = latin1(bytes.subarray(at, at + slice + overlap))
      yield* this.#scan(text, this.#plainPattern)
      for (const { what, bytes: sought } of this.#words) if (text.includes(sought)) yield what
    }
    let [high, low] = [0, 0]
    for (let at = 0; at < bytes.length; at++) {
      high = ((high << 8) | (low >>> 24)) >>> 0
      low = ((low << 8) | bytes[at]!) >>> 0
      const mac = (high & 0xffff) * 0x100000000 + low
      if (at >= 5 && this.#macNumbers.has(mac)) yield macText(bytes, at - 5)
      const candidates = at >= 15 ? this.#ipv6.get(low) : undefined
      if (candidates === undefined) continue
      const ip = readIp(bytes, at - 15, 6)
      if (candidates.has(ip.value)) yield formatIp(ip)
    }
  }

  /** IPv4 addresses are short: looked for in all of a file they would be found by chance. */
  *inFrame(bytes: Uint8Array, start: number, end: number): Iterable<string> {
    let word = 0
    for (let at = start; at < end; at++) {
      word = ((word << 8) | bytes[at]!) >>> 0
      if (at - start >= 3 && this.#ipv4.has(word)) yield formatIp({ version: 4, value: BigInt(word) })
    }
  }
}

/** The address of a network itself is looked for with its length: without it is a number such as 10.0.0.0. */
function isNetworkOf(found: GatheredIdentifiers, { version, value }: { version: 4 | 6; value: bigint }): boolean {
  return found.networks[version].some((network) => network.base === value && spansRanges(network, version))
}

function latin1(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}
