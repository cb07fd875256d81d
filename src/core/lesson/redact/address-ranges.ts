import { bitsOf, parseIp, type IpNumber } from './ip-number'

/** A network of the address space: those bits of `base` that `length` fixes. */
export interface Network {
  readonly base: bigint
  readonly length: number
}

/** A range whose addresses mean something to everybody; those of a kept one say nothing of anybody and stay. */
export interface AddressRange extends Network {
  readonly isKept: boolean
}

/** IANA's special-purpose registries, and the rest of the space last. */
const ranges: Readonly<Record<4 | 6, readonly AddressRange[]>> = {
  4: [
    range('255.255.255.255', 32, true),
    range('192.0.2.0', 24),
    range('198.51.100.0', 24),
    range('203.0.113.0', 24),
    range('192.168.0.0', 16),
    range('169.254.0.0', 16),
    range('198.18.0.0', 15),
    range('172.16.0.0', 12),
    range('100.64.0.0', 10),
    range('10.0.0.0', 8),
    range('0.0.0.0', 8, true),
    range('127.0.0.0', 8, true),
    range('224.0.0.0', 4, true),
    range('240.0.0.0', 4),
    range('0.0.0.0', 0),
  ],
  6: [
    range('::', 127, true),
    range('fe80::', 64),
    range('fe80::', 10),
    range('fec0::', 10),
    range('2001:db8::', 32),
    range('fc00::', 8),
    range('fd00::', 8),
    range('ff00::', 8, true),
    range('2000::', 3),
    range('::', 0),
  ],
}

function range(base: string, length: number, isKept = false): AddressRange {
  return { base: parseIp(base)!.value, length, isKept }
}

/** The range that an address belongs to: of several the smallest. */
export function rangeOf({ version, value }: IpNumber): AddressRange {
  const bits = bitsOf(version)
  return ranges[version].find((each) => isWithin(value, each, bits))!
}

/** Whether a network spans more than one range, as default routes do; such a one names nobody. */
export function spansRanges(network: Network, version: 4 | 6): boolean {
  const bits = bitsOf(version)
  const own = rangeOf({ version, value: network.base })
  if (network.length <= own.length) return true
  return ranges[version].some((each) => each.length >= network.length && isWithin(each.base, network, bits))
}

/** Whether an address lies in a network. */
export function isWithin(value: bigint, { base, length }: Network, bits: number): boolean {
  return (value ^ base) >> BigInt(bits - length) === 0n
}

/** Whether two networks have an address in common. */
export function overlap(a: Network, b: Network, bits: number): boolean {
  return a.length <= b.length ? isWithin(b.base, a, bits) : isWithin(a.base, b, bits)
}
