import { nanosecondsBetween, type Sighting } from '../../core/correlate/sighting'

const window = 1_000_000
const maximumRemembered = 256

/**
 * Tells whether a sighting repeats the very bytes of one less than 1 ms older at the same capture point: Npcap may
 * deliver an outgoing packet of a vEthernet adapter twice (npcap#745). Remembers at most 256 frames.
 */
export function createDuplicateFilter(): (sighting: Sighting) => boolean {
  let remembered: Sighting[] = []
  return (sighting) => {
    remembered = remembered.filter((old) => Math.abs(nanosecondsBetween(old, sighting)) < window)
    if (remembered.some((old) => hasSameBytes(old, sighting))) return true
    remembered.push(sighting)
    if (remembered.length > maximumRemembered) remembered.shift()
    return false
  }
}

function hasSameBytes(a: Sighting, b: Sighting): boolean {
  const left = a.packet
  const right = b.packet
  const length = left.end - left.start
  if (length !== right.end - right.start) return false
  for (let at = 0; at < length; at++) {
    if (left.bytes[left.start + at] !== right.bytes[right.start + at]) return false
  }
  return true
}
