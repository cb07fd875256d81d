/** An IP address as 32-bit words: one for IPv4, four for IPv6. */
export interface IpAddress {
  readonly version: 4 | 6
  readonly words: readonly number[]
}

/**
 * Reads an IPv4 dotted quad or an IPv6 address (RFC 4291 §2.2, a `%zone` is left out); null for anything else.
 * Total: no text makes it throw.
 */
export function parseAddress(text: string): IpAddress | null {
  if (text.includes(':')) return parseIpv6(text)
  const word = parseIpv4Word(text)
  return word === -1 ? null : { version: 4, words: [word] }
}

/** The 32 bits of a dotted quad as an unsigned number, -1 when the text is none. */
function parseIpv4Word(text: string): number {
  let word = 0
  let octet = -1
  let digits = 0
  let dots = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 46) {
      if (octet === -1 || dots === 3) return -1
      word = word * 256 + octet
      octet = -1
      digits = 0
      dots += 1
    } else if (code >= 48 && code <= 57) {
      // "010" is 8 to inet_aton and 10 to others: refuse it.
      if (octet === 0) return -1
      octet = (octet === -1 ? 0 : octet * 10) + code - 48
      digits += 1
      if (digits > 3 || octet > 255) return -1
    } else return -1
  }
  return dots === 3 && octet !== -1 ? word * 256 + octet : -1
}

function parseIpv6(text: string): IpAddress | null {
  if (text.length > 100) return null
  const zone = text.indexOf('%')
  const bare = zone === -1 ? text : text.slice(0, zone)
  const halves = bare.split('::')
  if (halves.length > 2) return null
  const head = parseGroups(halves[0]!, halves.length === 1)
  const tail = halves.length === 2 ? parseGroups(halves[1]!, true) : []
  if (head === null || tail === null) return null
  const missing = 8 - head.length - tail.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null
  const groups = [...head, ...Array<number>(missing).fill(0), ...tail]
  const words: number[] = []
  for (let index = 0; index < 8; index += 2) words.push(groups[index]! * 65536 + groups[index + 1]!)
  return { version: 6, words }
}

/** 16-bit groups of one side of `::`; the address's last two may be written as a dotted quad. */
function parseGroups(text: string, isEnd: boolean): number[] | null {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const word = parseIpv4Word(part)
      if (word === -1 || !isEnd || index !== parts.length - 1) return null
      groups.push(Math.floor(word / 65536), word % 65536)
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(part)) return null
      groups.push(Number.parseInt(part, 16))
    }
  }
  return groups
}
