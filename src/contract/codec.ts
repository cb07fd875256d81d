import { wireVersion } from './wire-message'

// The contract is compiled without DOM and Node types; both hosts have these two.
declare const TextEncoder: new () => { encode(text: string): Uint8Array }
declare const TextDecoder: new (label: 'utf-8', options: { fatal: true }) => { decode(bytes: Uint8Array): string }

/** A frame that is not one of ours: wrong version, cut off, or not what its lengths say. */
export class FrameError extends Error {
  override name = 'FrameError'
}

const headerLength = 5
const depthLimit = 32
const marker = '$bytes'

/**
 * A message as one frame: version (1 byte), length of the JSON text (4 bytes, little endian), JSON in UTF-8, then the
 * bytes of every Uint8Array one after another. In the JSON such an array stands as `{"$bytes":[start,end]}`.
 */
export function encodeFrame(message: object): Uint8Array {
  const blobs: Uint8Array[] = []
  let blobLength = 0
  const text = JSON.stringify(message, (_key, value: unknown) => {
    if (!(value instanceof Uint8Array)) return value
    blobs.push(value)
    blobLength += value.byteLength
    return { [marker]: [blobLength - value.byteLength, blobLength] }
  })
  const json = new TextEncoder().encode(text)
  const frame = new Uint8Array(headerLength + json.byteLength + blobLength)
  frame[0] = wireVersion
  new DataView(frame.buffer).setUint32(1, json.byteLength, true)
  frame.set(json, headerLength)
  let offset = headerLength + json.byteLength
  for (const blob of blobs) {
    frame.set(blob, offset)
    offset += blob.byteLength
  }
  return frame
}

/** The message of a frame, unvalidated. Throws a `FrameError`, whatever the bytes. */
export function decodeFrame(frame: Uint8Array, limit: number): unknown {
  if (frame.byteLength > limit) throw new FrameError(`A message of ${frame.byteLength} bytes is too large.`)
  if (frame.byteLength < headerLength) throw new FrameError('A message is cut off.')
  if (frame[0] !== wireVersion) {
    throw new FrameError(`A message has version ${frame[0] ?? 0}, not ${wireVersion}: reload the page.`)
  }
  const jsonLength = new DataView(frame.buffer, frame.byteOffset, frame.byteLength).getUint32(1, true)
  const jsonEnd = headerLength + jsonLength
  if (jsonEnd > frame.byteLength) throw new FrameError('A message is cut off.')
  // A copy: journeys keep views on these bytes for long, and would keep the whole frame with its JSON.
  const blob = frame.slice(jsonEnd)
  let message: unknown
  try {
    message = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(frame.subarray(headerLength, jsonEnd)))
  } catch {
    throw new FrameError('A message is not JSON in UTF-8.')
  }
  return attachBytes(message, blob, depthLimit)
}

/** Puts the bytes back in place; only objects are walked, so text costs nothing. */
function attachBytes(value: unknown, blob: Uint8Array, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) throw new FrameError('A message is nested too deeply.')
  if (Array.isArray(value)) {
    const items = value as unknown[]
    for (let index = 0; index < items.length; index++) {
      const item = items[index]
      if (typeof item === 'object' && item !== null) items[index] = attachBytes(item, blob, depth - 1)
    }
    return items
  }
  const object = value as Record<string, unknown>
  for (const key in object) {
    const item = object[key]
    if (typeof item !== 'object' || item === null) continue
    if (key === marker) return sliceOf(item, blob)
    const attached = attachBytes(item, blob, depth - 1)
    // Assigning an unchanged value is skipped, so that a key `__proto__` never reaches the setter.
    if (attached !== item && key !== '__proto__') object[key] = attached
  }
  return object
}

function sliceOf(range: object, blob: Uint8Array): Uint8Array {
  const [start, end] = Array.isArray(range) ? (range as unknown[]) : []
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end)) throw new FrameError('A byte range is damaged.')
  const [from, to] = [start as number, end as number]
  if (from < 0 || from > to || to > blob.byteLength) throw new FrameError('A byte range is outside of the message.')
  return blob.subarray(from, to)
}
