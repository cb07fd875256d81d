/** The EBML header, with which WebM begins. */
const ebml = [0x1a, 0x45, 0xdf, 0xa3]

/** The voice as a file that can be played; null when nothing was said. */
export function finishNarration(bytes: Uint8Array): Uint8Array | null {
  if (ebml.some((byte, index) => bytes[index] !== byte)) return null
  return new Uint8Array(bytes)
}
