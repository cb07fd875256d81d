import { int32, uint16 } from './read-number'

const slotCount = 1024
const keys = new Int32Array(slotCount * 4)
const texts = new Array<string>(slotCount).fill('')

/**
 * The IPv6 address at `offset` in the canonical form of RFC 5952, with the last 32 bits dotted for IPv4-mapped
 * addresses (section 5). Cached in 1024 slots where a newcomer evicts.
 */
export function ipv6Text(bytes: Uint8Array, offset: number): string {
  const a = int32(bytes, offset)
  const b = int32(bytes, offset + 4)
  const c = int32(bytes, offset + 8)
  const d = int32(bytes, offset + 12)
  const slot =
    (Math.imul(a ^ Math.imul(b, 31) ^ Math.imul(c, 961) ^ Math.imul(d, 29791), 0x9e3779b1) >>> 22) & (slotCount - 1)
  const known = texts[slot]!
  const key = slot * 4
  if (known !== '' && keys[key] === a && keys[key + 1] === b && keys[key + 2] === c && keys[key + 3] === d) return known
  keys[key] = a
  keys[key + 1] = b
  keys[key + 2] = c
  keys[key + 3] = d
  const text = formatIpv6(bytes, offset)
  texts[slot] = text
  return text
}

function formatIpv6(bytes: Uint8Array, offset: number): string {
  const groups: number[] = []
  for (let index = 0; index < 8; index++) groups.push(uint16(bytes, offset + index * 2))
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (isMapped) {
    return `::ffff:${bytes[offset + 12]!}.${bytes[offset + 13]!}.${bytes[offset + 14]!}.${bytes[offset + 15]!}`
  }
  const zeros = longestZeroRun(groups)
  const hex = groups.map((group) => group.toString(16))
  if (zeros.length < 2) return hex.join(':')
  return `${hex.slice(0, zeros.at).join(':')}::${hex.slice(zeros.at + zeros.length).join(':')}`
}

/** The first of the longest runs of zero groups (RFC 5952 section 4.2.3). */
function longestZeroRun(groups: readonly number[]): { readonly at: number; readonly length: number } {
  let at = 0
  let length = 0
  let runStart = 0
  for (let index = 0; index <= groups.length; index++) {
    if (groups[index] === 0) continue
    if (index - runStart > length) {
      at = runStart
      length = index - runStart
    }
    runStart = index + 1
  }
  return { at, length }
}
