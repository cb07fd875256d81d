import { uint16 } from '../../decode/read-number'

/** Told what lies where in a DNS message; may change it there, keeping its length. */
export interface DnsVisitor {
  /** The labels of one name, each by where it begins and how long it is. */
  name(bytes: Uint8Array, labels: readonly { readonly at: number; readonly length: number }[]): void
  address(bytes: Uint8Array, offset: number, version: 4 | 6): void
  /** Everything else that a record says. */
  data(bytes: Uint8Array, from: number, to: number): void
}

const headerLength = 12

/**
 * Walks a DNS message (RFC 1035) between `from` and `to`. Total: from where it is cut off or is no DNS, the rest is told as
 * data.
 */
export function walkDns(bytes: Uint8Array, from: number, to: number, visitor: DnsVisitor): void {
  if (to - from < headerLength) {
    visitor.data(bytes, from, to)
    return
  }
  const questions = uint16(bytes, from + 4)
  const records = uint16(bytes, from + 6) + uint16(bytes, from + 8) + uint16(bytes, from + 10)
  let at = from + headerLength
  for (let count = 0; count < questions + records; count++) {
    const nameEnd = walkName(bytes, at, to, visitor)
    const next = nameEnd < 0 ? -1 : count < questions ? nameEnd + 4 : walkRecord(bytes, nameEnd, to, visitor)
    if (next < 0 || next > to) break
    at = next
  }
  visitor.data(bytes, at, to)
}

/** Returns where the name ends, -1 when it is none; nothing was told then. */
function walkName(bytes: Uint8Array, from: number, to: number, visitor: DnsVisitor): number {
  const labels: { at: number; length: number }[] = []
  let at = from
  for (;;) {
    if (at >= to) return -1
    const length = bytes[at]!
    if (length >= 0xc0) {
      at += 2
      break
    }
    at++
    if (length === 0) break
    if (length > 63 || at + length > to) return -1
    labels.push({ at, length })
    at += length
  }
  if (at > to) return -1
  if (labels.length > 0) visitor.name(bytes, labels)
  return at
}

/** Returns where the record that follows a name ends, -1 when it is cut off. */
function walkRecord(bytes: Uint8Array, at: number, to: number, visitor: DnsVisitor): number {
  if (at + 10 > to) return -1
  const type = uint16(bytes, at)
  const data = at + 10
  const end = data + uint16(bytes, at + 8)
  if (end > to) return -1
  const rest = (start: number): void => {
    if (start < 0 || start > end) visitor.data(bytes, data, end)
    else visitor.data(bytes, start, end)
  }
  switch (type) {
    case 1:
      if (end - data === 4) visitor.address(bytes, data, 4)
      else rest(data)
      break
    case 28:
      if (end - data === 16) visitor.address(bytes, data, 6)
      else rest(data)
      break
    case 2:
    case 5:
    case 12:
      rest(walkName(bytes, data, end, visitor))
      break
    case 15:
      rest(walkName(bytes, data + 2, end, visitor))
      break
    case 33:
      rest(walkName(bytes, data + 6, end, visitor))
      break
    case 6: {
      const mailbox = walkName(bytes, data, end, visitor)
      const numbers = mailbox < 0 ? -1 : walkName(bytes, mailbox, end, visitor)
      if (numbers < 0 || end - numbers !== 20) rest(numbers)
      break
    }
    default:
      rest(data)
  }
  return end
}
