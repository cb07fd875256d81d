import { ipv4Text } from '../../decode/ipv4-address'
import { ipv6Text } from '../../decode/ipv6-address'
import { parseAddress } from '../../topology/parse-address'

/** An IP address as one number of 32 or 128 bits. */
export interface IpNumber {
  readonly version: 4 | 6
  readonly value: bigint
}

/** How many bits an address has. */
export function bitsOf(version: 4 | 6): 32 | 128 {
  return version === 4 ? 32 : 128
}

/** Reads an address as text; a zone (`%eth0`) is left out, null for anything else. */
export function parseIp(text: string): IpNumber | null {
  const address = parseAddress(text)
  if (address === null) return null
  let value = 0n
  for (const word of address.words) value = (value << 32n) | BigInt(word >>> 0)
  return { version: address.version, value }
}

/** Writes an address as decoders do: dotted decimal, or the canonical form of RFC 5952. */
export function formatIp({ version, value }: IpNumber): string {
  const bytes = new Uint8Array(bitsOf(version) / 8)
  writeIp(bytes, 0, { version, value })
  return version === 4 ? ipv4Text(bytes, 0) : ipv6Text(bytes, 0)
}

/** Reads the 4 or 16 bytes at `offset`, which are there. */
export function readIp(bytes: Uint8Array, offset: number, version: 4 | 6): IpNumber {
  let value = 0n
  for (let index = 0; index < bitsOf(version) / 8; index++) value = (value << 8n) | BigInt(bytes[offset + index]!)
  return { version, value }
}

/** Writes the 4 or 16 bytes at `offset`. */
export function writeIp(bytes: Uint8Array, offset: number, { version, value }: IpNumber): void {
  let rest = value
  for (let index = bitsOf(version) / 8 - 1; index >= 0; index--) {
    bytes[offset + index] = Number(rest & 0xffn)
    rest >>= 8n
  }
}
