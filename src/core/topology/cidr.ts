import { parseAddress, type IpAddress } from './parse-address'

/** A network: the address bits that `prefixLength` fixes. */
export interface Cidr {
  readonly base: IpAddress
  readonly prefixLength: number
}

/** Reads `172.17.0.0/16`, `fd00::/8` or a single address; null for anything else. */
export function parseCidr(text: string): Cidr | null {
  const slash = text.indexOf('/')
  const base = parseAddress(slash === -1 ? text : text.slice(0, slash))
  if (base === null) return null
  const bits = base.version === 4 ? 32 : 128
  if (slash === -1) return { base, prefixLength: bits }
  const length = text.slice(slash + 1)
  if (!/^\d{1,3}$/.test(length) || Number(length) > bits) return null
  return { base, prefixLength: Number(length) }
}

/** Whether the address lies in the network; false across IP versions. */
export function cidrContains(cidr: Cidr, address: IpAddress): boolean {
  if (cidr.base.version !== address.version) return false
  let left = cidr.prefixLength
  for (const [index, word] of cidr.base.words.entries()) {
    if (left <= 0) return true
    const shift = left >= 32 ? 0 : 32 - left
    if (word >>> shift !== (address.words[index] ?? 0) >>> shift) return false
    left -= 32
  }
  return true
}
