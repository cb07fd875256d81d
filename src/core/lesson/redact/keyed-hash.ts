import { encodeUtf8 } from '../../decode/utf8'

/** 32 bits that depend on every byte of the key and of the text; the same for the same two. */
export type KeyedHash = (text: string) => number

/**
 * HalfSipHash-2-4 (Aumasson, Bernstein) under a key made of the seed. Its key has 64 bits: it hides what was hashed from
 * whoever does not know the seed and will not try them all, which is enough for pseudonyms and no more.
 */
export function createKeyedHash(seed: string): KeyedHash {
  const bytes = encodeUtf8(seed)
  const low = halfSipHash(bytes, 0x686f7073, 0x636f7065)
  const high = halfSipHash(bytes, low, 0x7365656b)
  return (text) => halfSipHash(encodeUtf8(text), low, high)
}

function halfSipHash(bytes: Uint8Array, low: number, high: number): number {
  const state = new Int32Array([low, high, 0x6c796765 ^ low, 0x74656462 ^ high])
  const whole = bytes.length & ~3
  for (let at = 0; at < whole; at += 4) {
    absorb(state, bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24))
  }
  let last = bytes.length << 24
  for (let at = whole; at < bytes.length; at++) last |= bytes[at]! << (8 * (at - whole))
  absorb(state, last)
  state[2]! ^= 0xff
  for (let round = 0; round < 4; round++) mix(state)
  return (state[1]! ^ state[3]!) >>> 0
}

function absorb(state: Int32Array, word: number): void {
  state[3]! ^= word
  mix(state)
  mix(state)
  state[0]! ^= word
}

function mix(state: Int32Array): void {
  let [a, b, c, d] = [state[0]!, state[1]!, state[2]!, state[3]!]
  a = (a + b) | 0
  b = rotate(b, 5) ^ a
  a = rotate(a, 16)
  c = (c + d) | 0
  d = rotate(d, 8) ^ c
  a = (a + d) | 0
  d = rotate(d, 7) ^ a
  c = (c + b) | 0
  b = rotate(b, 13) ^ c
  c = rotate(c, 16)
  state[0] = a
  state[1] = b
  state[2] = c
  state[3] = d
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}
