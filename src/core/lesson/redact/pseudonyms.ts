import { AddressBook } from './address-book'
import { rangeOf } from './address-ranges'
import type { GatheredIdentifiers } from './gather-identifiers'
import { formatIp, parseIp, type IpNumber } from './ip-number'
import { createKeyedHash, type KeyedHash } from './keyed-hash'
import { isGroupMac, MacBook } from './mac-book'
import { NameBook } from './name-book'
import { applyChanges, createTextPattern, findChanges, type Identifier, type TextChange } from './scan-text'

/** Labels that end names everywhere, and those of services. */
const commonLabels = new Set(
  'com net org edu gov io dev app jp uk de fr eu arpa in-addr ip6 local localdomain lan home internal test example invalid _tcp _udp'.split(
    ' ',
  ),
)

/** What everything in a lesson is called instead, the same everywhere in it. */
export class Pseudonyms {
  readonly hash: KeyedHash
  readonly #macs: MacBook
  readonly #books: Readonly<Record<4 | 6, AddressBook>>
  readonly #names: NameBook
  readonly #dockerIds: ReadonlySet<string>
  readonly #pattern: RegExp
  /** The last 24 bits of unicast IPv6 addresses, by which their solicited-node groups are named (RFC 4291 2.7.1). */
  readonly #solicited = new Map<number, number>()

  constructor(found: GatheredIdentifiers, seed: string) {
    this.hash = createKeyedHash(seed)
    this.#macs = new MacBook(this.hash, [...found.macs])
    this.#names = new NameBook(found.names, (name) =>
      name
        .split('.')
        .map((label) => this.hostLabel(label))
        .join('.'),
    )
    this.#dockerIds = found.dockerIds
    this.#pattern = createTextPattern(this.#names.names)
    const book = (version: 4 | 6) =>
      new AddressBook(version, this.hash, found.networks[version], [...found.addresses[version]], (value) =>
        version === 6 ? this.#wantedHost(value) : null,
      )
    this.#books = { 4: book(4), 6: book(6) }
    for (const value of found.addresses[6]) {
      const own = Number(value & 0xffffffn)
      const isUnicast = !rangeOf({ version: 6, value }).isKept
      if (isUnicast && !this.#solicited.has(own))
        this.#solicited.set(own, Number(this.#books[6].address(value) & 0xffffffn))
    }
  }

  address({ version, value }: IpNumber): IpNumber {
    if (version === 6) {
      const group = solicitedNode(value)
      if (group !== null) return { version, value: value - BigInt(group) + BigInt(this.#solicitedBits(group)) }
      const carried = embeddedIpv4(value)
      if (carried !== null) return { version, value: value - carried + this.#books[4].address(carried) }
    }
    return { version, value: this.#books[version].address(value) }
  }

  mac(mac: string): string {
    if (mac.startsWith('33:33:ff:')) {
      const bits = this.#solicitedBits(Number.parseInt(mac.slice(9).replaceAll(':', ''), 16))
      return `33:33:ff:${[16, 8, 0].map((shift) => ((bits >> shift) & 0xff).toString(16).padStart(2, '0')).join(':')}`
    }
    return this.#macs.mac(mac)
  }

  /** An address as text, with its network's length when it has one; what is none stays. */
  addressText(text: string): string {
    const [address, length] = text.split('/')
    const ip = parseIp(address!)
    if (ip === null) return this.text(text)
    return length === undefined ? formatIp(this.address(ip)) : `${this.#inNetwork(ip, Number(length))}/${length}`
  }

  /** A name, or an id that is made of names with slashes between them. */
  name(name: string): string {
    const whole = this.#plainName(name)
    if (whole !== null) return whole
    return name.includes('/')
      ? name
          .split('/')
          .map((part) => this.#plainName(part) ?? part)
          .join('/')
      : name
  }

  machineId(id: string): string {
    return id.startsWith('wsl:') ? `wsl:${this.name(id.slice('wsl:'.length))}` : this.name(id)
  }

  /** The id of a namespace or of an interface: it begins with its machine's. */
  placeId(id: string): string {
    const slash = id.indexOf('/')
    if (slash < 0) return this.name(id)
    const rest = id.slice(slash + 1).split('/')
    return [this.machineId(id.slice(0, slash)), ...rest.map((part) => this.#plainName(part) ?? part)].join('/')
  }

  dockerId(id: string): string {
    let digits = ''
    for (let part = 0; digits.length < id.length; part++) {
      digits += this.hash(`docker ${part} ${id.slice(0, 12).toLowerCase()}`)
        .toString(16)
        .padStart(8, '0')
    }
    return digits.slice(0, id.length)
  }

  /** A number that stands for a process id; 0 stays. */
  processId(pid: number): number {
    return pid === 0 ? 0 : 1000 + (this.hash(`pid ${pid}`) % 60_000)
  }

  /** A sentence, a rule, a line that a program printed. */
  text(text: string): string {
    return applyChanges(text, this.changesIn(text))
  }

  /** What `text` changes. */
  changesIn(text: string): readonly TextChange[] {
    return findChanges(text, this.#pattern, (identifier) => this.#write(identifier))
  }

  /** One label of a host's name, equally long; what everybody's names end in stays. */
  hostLabel(label: string): string {
    const plain = label.toLowerCase()
    if (commonLabels.has(plain)) return label
    let state = this.hash(`label ${plain}`)
    let by = ''
    while (by.length < label.length) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      by += String.fromCharCode(97 + ((state >>> 16) % 26))
    }
    return by
  }

  /** The digits that stand in a GUID. */
  guid(guid: string): string {
    const digits = [0, 1, 2, 3].map((part) => this.hash(`guid ${part} ${guid}`).toString(16).padStart(8, '0')).join('')
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5').toUpperCase()
  }

  /** A filter of core/filter: values of keys for names are names, also short ones. */
  filter(filter: string): string {
    const named = filter.replace(
      /\b(container|machine|via)(!?[:=])("[^"]*"|[^\s"()]+)/gi,
      (_, key: string, comparison: string, value: string) => {
        const quoted = value.startsWith('"')
        const name = quoted ? value.slice(1, -1) : value
        const by = this.name(name)
        return `${key}${comparison}${quoted ? `"${by}"` : by}`
      },
    )
    return this.text(named)
  }

  #write(identifier: Identifier): string | null {
    switch (identifier.kind) {
      case 'address': {
        const { ip, prefixLength } = identifier
        return prefixLength === null ? formatIp(this.address(ip)) : this.#inNetwork(ip, prefixLength)
      }
      case 'mac': {
        const written = this.mac(identifier.mac).replaceAll(':', identifier.separator)
        return identifier.isUpperCase ? written.toUpperCase() : written
      }
      case 'docker-id':
        return this.#dockerIds.has(identifier.id.slice(0, 12).toLowerCase()) ? this.dockerId(identifier.id) : null
      case 'name':
        return this.#names.find(identifier.name)
    }
  }

  /** An address that is written with its network's length: a network when its last bits are 0. */
  #inNetwork(ip: IpNumber, length: number): string {
    const bits = ip.version === 4 ? 32 : 128
    const isNetwork = (ip.value & ((1n << BigInt(bits - length)) - 1n)) === 0n
    if (!isNetwork) return formatIp(this.address(ip))
    return formatIp({ version: ip.version, value: this.#books[ip.version].network(ip.value, length) })
  }

  #plainName(name: string): string | null {
    const bridge = /^br-([0-9a-f]{12})$/.exec(name)
    if (bridge !== null) return `br-${this.dockerId(bridge[1]!)}`
    const known = this.#names.find(name)
    if (known !== null) return known
    const adapter = /^vEthernet \((.+)\)$/.exec(name)
    if (adapter !== null) {
      const by = this.#names.find(adapter[1]!)
      return by === null ? null : `vEthernet (${by})`
    }
    const ip = parseIp(name)
    return ip === null ? null : formatIp(this.address(ip))
  }

  /** An address made of a MAC (RFC 4291, appendix A) is made of the MAC's pseudonym. */
  #wantedHost(value: bigint): bigint | null {
    const host = value & 0xffffffffffffffffn
    if (((host >> 24n) & 0xffffn) !== 0xfffen) return null
    const mac = ((host >> 40n) << 24n) | (host & 0xffffffn)
    const digits = (mac ^ 0x020000000000n).toString(16).padStart(12, '0')
    const text = digits.replace(/..(?=.)/g, '$&:')
    if (isGroupMac(text)) return null
    const by = BigInt(`0x${this.#macs.mac(text).replaceAll(':', '')}`) ^ 0x020000000000n
    return ((by >> 24n) << 40n) | 0xfffe000000n | (by & 0xffffffn)
  }

  #solicitedBits(own: number): number {
    return this.#solicited.get(own) ?? this.hash(`solicited ${own}`) & 0xffffff
  }
}

/** The last bits of a solicited-node group, ff02::1:ff00:0/104; null for other addresses. */
function solicitedNode(value: bigint): number | null {
  return value >> 24n === 0xff0200000000000000000001ffn ? Number(value & 0xffffffn) : null
}

/** The IPv4 address in ::ffff:0:0/96 or 64:ff9b::/96, null for other addresses. */
function embeddedIpv4(value: bigint): bigint | null {
  const prefix = value >> 32n
  return prefix === 0xffffn || prefix === 0x0064ff9b0000000000000000n ? value & 0xffffffffn : null
}
