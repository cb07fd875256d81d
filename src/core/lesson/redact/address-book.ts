import { isWithin, overlap, rangeOf, spansRanges, type Network } from './address-ranges'
import { bitsOf } from './ip-number'
import type { KeyedHash } from './keyed-hash'

/** A network with its pseudonym; both are equally long. */
interface Placed extends Network {
  readonly to: bigint
  /** The network that it is a part of, null when none is known. */
  readonly parent: Placed | null
}

/** How often a place is drawn before what was avoided so far is allowed. */
const draws = 512
/** So many slots are tried one after the other when drawing finds none. */
const mostSlots = 1 << 16

/**
 * Pseudonyms for the addresses of one IP version. An address stays in its kind of range; what is in one of the known
 * networks stays together, in a network as long; first and last addresses of a network stay that; no two get the same.
 * None is an address or in a network that the lesson names, as far as the range has room.
 */
export class AddressBook {
  readonly #bits: number
  readonly #placed: Placed[] = []
  readonly #known: readonly Network[]
  readonly #originals: ReadonlySet<bigint>
  readonly #pseudonyms = new Map<bigint, bigint>()
  readonly #taken = new Set<bigint>()

  constructor(
    private readonly version: 4 | 6,
    private readonly hash: KeyedHash,
    networks: readonly Network[],
    addresses: readonly bigint[],
    /** Proposes the bits after the network, null where any will do. */
    private readonly wantedHost: (value: bigint) => bigint | null = () => null,
  ) {
    this.#bits = bitsOf(version)
    this.#originals = new Set(addresses)
    const distinct = new Map<string, Network>()
    for (const { base, length } of networks) {
      const network = { base: this.#cut(base, length), length }
      // A network of one address is that address.
      if (length > 0 && length < this.#bits - 1) distinct.set(`${network.base}/${length}`, network)
    }
    // The larger first: then there is room for all that had room before.
    const sorted = [...distinct.values()].sort((a, b) => a.length - b.length || (a.base < b.base ? -1 : 1))
    this.#known = sorted.filter((network) => !this.#stays(network))
    for (const network of sorted) {
      const parent = this.#homeOf(network.base)
      this.#placed.push(this.#stays(network) ? { ...network, to: network.base, parent } : this.#place(network, parent))
    }
    for (const address of [...this.#originals].sort((a, b) => (a < b ? -1 : 1))) this.address(address)
  }

  /** The pseudonym of an address; the same for the same. */
  address(value: bigint): bigint {
    const known = this.#pseudonyms.get(value)
    if (known !== undefined) return known
    const pseudonym = this.#rangeOf(value).isKept ? value : this.#assign(value)
    this.#pseudonyms.set(value, pseudonym)
    this.#taken.add(pseudonym)
    return pseudonym
  }

  /** The pseudonym of a network, given by any address in it: its bits after `length` are 0. */
  network(value: bigint, length: number): bigint {
    const base = this.#cut(value, length)
    if (length >= this.#bits - 1) return this.address(value)
    const placed = this.#placed.find((each) => each.base === base && each.length === length)
    if (placed !== undefined) return placed.to
    if (this.#stays({ base, length })) return base
    return this.#cut(this.address(base), length)
  }

  /** A network of several ranges, or of one that is kept, names nobody. */
  #stays(network: Network): boolean {
    return spansRanges(network, this.version) || this.#rangeOf(network.base).isKept
  }

  #rangeOf(value: bigint) {
    return rangeOf({ version: this.version, value })
  }

  #cut(value: bigint, length: number): bigint {
    const rest = BigInt(this.#bits - length)
    return (value >> rest) << rest
  }

  #place(network: Network, parent: Placed | null): Placed {
    const { base, length } = network
    const range = this.#rangeOf(base)
    const within = parent !== null && parent.length > range.length ? parent : range
    const shift = BigInt(this.#bits - length)
    const free = length - within.length
    const start = 'to' in within ? within.to : within.base
    const isFree = (to: bigint, avoidsKnown: boolean): boolean => {
      const candidate = { base: to, length }
      if (this.#rangeOf(to) !== range || spansRanges(candidate, this.version)) return false
      const isAncestor = (other: Placed): boolean => {
        for (let up = parent; up !== null; up = up.parent) if (up === other) return true
        return false
      }
      const clashes = this.#placed.some(
        (other) => !isAncestor(other) && overlap({ base: other.to, length: other.length }, candidate, this.#bits),
      )
      return !clashes && !(avoidsKnown && this.#known.some((other) => overlap(other, candidate, this.#bits)))
    }
    for (const avoidsKnown of [true, false]) {
      for (let draw = 0; draw < draws; draw++) {
        const to = start | (this.#draw(`net ${base}/${length} ${avoidsKnown} ${draw}`, free) << shift)
        if (isFree(to, avoidsKnown)) return { ...network, to, parent }
      }
    }
    for (let slot = 0; slot < Math.min(mostSlots, 2 ** free); slot++) {
      const to = start | (BigInt(slot) << shift)
      if (isFree(to, false)) return { ...network, to, parent }
    }
    // Nothing else is left in its range.
    return { ...network, to: base, parent }
  }

  /** The smallest known network that an address is in. */
  #homeOf(value: bigint): Placed | null {
    return this.#placed.findLast((each) => isWithin(value, each, this.#bits)) ?? null
  }

  #assign(value: bigint): bigint {
    const range = this.#rangeOf(value)
    const nearest = this.#homeOf(value)
    const home = nearest !== null && nearest.length > range.length ? nearest : null
    const within = home ?? range
    const hostBits = this.#bits - within.length
    const start = home === null ? within.base : home.to
    const mask = (1n << BigInt(hostBits)) - 1n
    const host = value & mask
    if (home !== null && !this.#stays(home) && (host === 0n || host === mask)) return start | host
    const isFree = (to: bigint, avoidsKnown: boolean): boolean => {
      const own = to & mask
      if (own === 0n || own === mask || to === value || this.#taken.has(to)) return false
      if (this.#rangeOf(to) !== range) return false
      const isInPart = this.#placed.some(
        ({ to: base, length }) => length > within.length && isWithin(to, { base, length }, this.#bits),
      )
      if (isInPart) return false
      if (!avoidsKnown) return true
      const isInKnown = this.#known.some((other) => other !== home && isWithin(to, other, this.#bits))
      return !this.#originals.has(to) && !(home === null && isInKnown)
    }
    const wanted = this.wantedHost(value)
    if (wanted !== null && isFree(start | (wanted & mask), true)) return start | (wanted & mask)
    // Small numbers stay small: 172.30.0.57 is easier to read than 172.30.143.57.
    const small = host < 256n ? 8 : host < 65_536n ? 16 : hostBits
    for (const [bits, avoidsKnown] of [
      [Math.min(small, hostBits), true],
      [hostBits, true],
      [hostBits, false],
    ] as const) {
      for (let draw = 0; draw < draws; draw++) {
        const to = start | this.#draw(`host ${value} ${bits} ${avoidsKnown} ${draw}`, bits)
        if (isFree(to, avoidsKnown)) return to
      }
    }
    for (let slot = 1; slot < mostSlots && BigInt(slot) < mask; slot++) {
      if (isFree(start | BigInt(slot), false)) return start | BigInt(slot)
    }
    // A network whose addresses are all taken but its own: nothing else is left.
    return value
  }

  #draw(text: string, bits: number): bigint {
    let drawn = 0n
    for (let have = 0; have < bits; have += 32)
      drawn = (drawn << 32n) | BigInt(this.hash(`${this.version} ${have} ${text}`))
    return drawn & ((1n << BigInt(bits)) - 1n)
  }
}
