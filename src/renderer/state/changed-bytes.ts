import type { Packet } from '../../core/decode/packet'

/** The bytes that are not alike: offsets from each frame's first byte, with the value that the other frame has there. */
export interface ChangedBytes {
  readonly in: ReadonlyMap<number, number>
  readonly out: ReadonlyMap<number, number>
}

/**
 * Compares two frames of one packet byte by byte. They are laid over one another at their IP headers, because one may
 * carry another link header; link headers are compared only when both are of one type and length.
 */
export function changedBytes(before: Packet, after: Packet): ChangedBytes {
  const [linkIn, linkOut] = [linkLength(before), linkLength(after)]
  const changed = { in: new Map<number, number>(), out: new Map<number, number>() }
  const compare = (a: number, b: number, length: number): void => {
    for (let offset = 0; offset < length; offset++) {
      const [came, went] = [before.bytes[before.start + a + offset]!, after.bytes[after.start + b + offset]!]
      if (came === went) continue
      changed.in.set(a + offset, went)
      changed.out.set(b + offset, came)
    }
  }
  if (before.linkType === after.linkType && linkIn === linkOut) compare(0, 0, linkIn)
  const length = Math.min(before.end - before.start - linkIn, after.end - after.start - linkOut)
  compare(linkIn, linkOut, Math.max(0, length))
  return changed
}

function linkLength({ networkOffset, start, end }: Packet): number {
  return networkOffset < 0 ? end - start : networkOffset - start
}
