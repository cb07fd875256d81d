import type { DecodedPacket } from './decoded-packet'

/** As many captured payload bytes as the hash covers. */
const hashedBytes = 64

/**
 * Notes a payload of `length` promised bytes at `offset`, of which those before `capturedEnd` were captured, with the
 * 32-bit FNV-1a of at most the first 64. The hash is kept signed: V8 stores those unboxed.
 */
export function setPayload(packet: DecodedPacket, offset: number, length: number, capturedEnd: number): void {
  if (length <= 0) return
  packet.payloadOffset = offset
  packet.payloadLength = length
  const captured = Math.min(length, capturedEnd - offset)
  if (captured <= 0) return
  const { bytes } = packet
  const end = offset + Math.min(captured, hashedBytes)
  let hash = 0x811c9dc5 | 0
  for (let index = offset; index < end; index++) hash = Math.imul(hash ^ bytes[index]!, 0x01000193)
  packet.payloadHash = hash
}
