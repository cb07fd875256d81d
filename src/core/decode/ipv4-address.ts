import { int32 } from './read-number'

const slotCount = 4096
const keys = new Int32Array(slotCount)
const texts = new Array<string>(slotCount).fill('')

/**
 * The IPv4 address at `offset` in dotted decimal. Frequent addresses come out as the same string object, so comparing
 * them is comparing pointers. The cache has 4096 slots and a newcomer evicts, so hostile input cannot grow it.
 */
export function ipv4Text(bytes: Uint8Array, offset: number): string {
  const key = int32(bytes, offset)
  const slot = (Math.imul(key, 0x9e3779b1) >>> 20) & (slotCount - 1)
  const known = texts[slot]!
  if (keys[slot] === key && known !== '') return known
  const text = `${bytes[offset]!}.${bytes[offset + 1]!}.${bytes[offset + 2]!}.${bytes[offset + 3]!}`
  keys[slot] = key
  texts[slot] = text
  return text
}
