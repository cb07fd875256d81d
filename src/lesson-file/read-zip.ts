import { Inflate } from 'fflate'
import { crc32 } from './crc32'

/** What a zip archive's directory says of one of its files; nothing of it was checked against the file. */
export interface ZipEntry {
  readonly name: string
  readonly isEncrypted: boolean
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly checksum: number
  readonly packedSize: number
  readonly size: number
  /** Where its own header begins. */
  readonly offset: number
}

/** The archive, or a file in it, is not what it should be; the message is a reason without a full stop. */
export class ZipError extends Error {
  override name = 'ZipError'
}

const endLength = 22
const longestComment = 0xffff
const entryLength = 46
const headerLength = 30
const signatures = { entry: 0x02014b50, header: 0x04034b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 }
/** In a field of 32 bits: the number is in the entry's extra field (zip64). */
const elsewhere = 0xffffffff

/** The files that an archive's directory lists, at most `most`. Throws a `ZipError`. */
export function listZip(bytes: Uint8Array, most: number): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { count, offset } = findDirectory(view)
  if (count > most) throw new ZipError(`has more than ${most} entries`)
  const entries: ZipEntry[] = []
  let at = offset
  for (let index = 0; index < count; index++) {
    if (at + entryLength > bytes.length || view.getUint32(at, true) !== signatures.entry) {
      throw new ZipError('its directory is damaged')
    }
    const nameEnd = at + entryLength + view.getUint16(at + 28, true)
    const extraEnd = nameEnd + view.getUint16(at + 30, true)
    if (extraEnd > bytes.length) throw new ZipError('its directory is cut off')
    entries.push(readEntry(view, at, nameEnd, extraEnd))
    at = extraEnd + view.getUint16(at + 32, true)
  }
  return entries
}

function findDirectory(view: DataView): { readonly count: number; readonly offset: number } {
  const first = Math.max(0, view.byteLength - endLength - longestComment)
  for (let at = view.byteLength - endLength; at >= first; at--) {
    if (view.getUint32(at, true) !== signatures.end) continue
    const count = view.getUint16(at + 10, true)
    const offset = view.getUint32(at + 16, true)
    if (count !== 0xffff && offset !== elsewhere) return { count, offset }
    return findDirectory64(view, at - 20)
  }
  throw new ZipError('it is cut off: the directory at its end is missing')
}

function findDirectory64(view: DataView, locator: number): { readonly count: number; readonly offset: number } {
  if (locator >= 0 && view.getUint32(locator, true) === signatures.locator64) {
    const at = Number(view.getBigUint64(locator + 8, true))
    if (at + 56 <= view.byteLength && view.getUint32(at, true) === signatures.end64) {
      return { count: Number(view.getBigUint64(at + 32, true)), offset: Number(view.getBigUint64(at + 48, true)) }
    }
  }
  throw new ZipError('its directory is damaged')
}

function readEntry(view: DataView, at: number, nameEnd: number, extraEnd: number): ZipEntry {
  const own = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)]
  const [size, packedSize, offset] = own.includes(elsewhere) ? readExtra64(view, nameEnd, extraEnd, own) : own
  const name = new Uint8Array(view.buffer, view.byteOffset + at + entryLength, nameEnd - at - entryLength)
  return {
    name: new TextDecoder().decode(name),
    isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
    method: view.getUint16(at + 10, true),
    checksum: view.getUint32(at + 16, true),
    size: size!,
    packedSize: packedSize!,
    offset: offset!,
  }
}

/** The numbers that the extra field 1 has for those that are elsewhere, in this order. */
function readExtra64(view: DataView, from: number, to: number, own: readonly number[]): readonly number[] {
  for (let at = from; at + 4 <= to;) {
    const end = at + 4 + view.getUint16(at + 2, true)
    if (view.getUint16(at, true) === 1 && end <= to) {
      let next = at + 4
      return own.map((number) => {
        if (number !== elsewhere) return number
        if (next + 8 > end) throw new ZipError('its directory is damaged')
        next += 8
        return Number(view.getBigUint64(next - 8, true))
      })
    }
    at = end
  }
  return own
}

/** So much of a packed file is unpacked at a time: at most a thousand times as much comes out of it. */
const sliceBytes = 16 * 1024
/** Deflate makes at most so many bytes of one. */
const mostExpansion = 1032

/** Unpacks one file of an archive; stops as soon as it is larger than `limit`. Throws a `ZipError`, also for that. */
export function unpackEntry(bytes: Uint8Array, entry: ZipEntry, limit: number): Uint8Array {
  const packed = findPacked(bytes, entry)
  const unpacked = entry.method === 0 ? packed.slice() : inflate(packed, entry.size, limit)
  if (unpacked.length !== entry.size) {
    throw new ZipError(`has ${unpacked.length} bytes, and the archive says ${entry.size}`)
  }
  if (crc32(unpacked) !== entry.checksum) throw new ZipError('is not what was packed: its checksum is wrong')
  return unpacked
}

function findPacked(bytes: Uint8Array, { isEncrypted, method, packedSize, offset }: ZipEntry): Uint8Array {
  if (isEncrypted) throw new ZipError('is encrypted; a lesson has no password')
  if (method !== 0 && method !== 8) throw new ZipError(`is packed in a way that is not read here (method ${method})`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (offset + headerLength > bytes.length || view.getUint32(offset, true) !== signatures.header) {
    throw new ZipError('is not where the archive says')
  }
  const start = offset + headerLength + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (start + packedSize > bytes.length) throw new ZipError('is cut off')
  return bytes.subarray(start, start + packedSize)
}

function inflate(packed: Uint8Array, size: number, limit: number): Uint8Array {
  const room = new Uint8Array(Math.min(size, limit, packed.length * mostExpansion + 64))
  let length = 0
  const stream = new Inflate((chunk) => {
    if (length + chunk.length > room.length) throw new ZipError('has more bytes than the archive says')
    room.set(chunk, length)
    length += chunk.length
  })
  try {
    for (let at = 0; at < packed.length; at += sliceBytes) {
      stream.push(packed.subarray(at, at + sliceBytes), at + sliceBytes >= packed.length)
    }
  } catch (error) {
    throw error instanceof ZipError ? error : new ZipError(`cannot be unpacked: ${(error as Error).message}`)
  }
  return room.subarray(0, length)
}
