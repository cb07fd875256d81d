import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits as URL-safe text. */
export function createAccessToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Compares in a time that depends on neither token; their hashes have one length, as timingSafeEqual wants. */
export function isSameToken(given: string, expected: string): boolean {
  return timingSafeEqual(sha256(given), sha256(expected))
}

function sha256(value: string): Buffer {
  return createHash('sha256').update(value).digest()
}
