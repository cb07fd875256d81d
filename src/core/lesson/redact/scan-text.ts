import { parseIp, type IpNumber } from './ip-number'

/** Something in a text that may tell whose network it is. */
export type Identifier =
  /** `prefixLength` is null for an address without one. */
  | { readonly kind: 'address'; readonly ip: IpNumber; readonly prefixLength: number | null }
  /** As `aa:bb:cc:dd:ee:ff`, with the separator and case that it was written in. */
  | { readonly kind: 'mac'; readonly mac: string; readonly separator: string; readonly isUpperCase: boolean }
  /** Twelve hexadecimal digits or 64, as Docker names things. */
  | { readonly kind: 'docker-id'; readonly id: string }
  | { readonly kind: 'name'; readonly name: string }

const mac =
  '(?<![0-9A-Fa-f]|[0-9A-Fa-f][:-])[0-9A-Fa-f]{2}(?<separator>[:-])(?:[0-9A-Fa-f]{2}\\k<separator>){4}[0-9A-Fa-f]{2}(?![:-]?[0-9A-Fa-f])'
const quad = '\\d{1,3}(?:\\.\\d{1,3}){3}'
const ipv6 = `(?<![0-9A-Za-z.])(?:[0-9A-Fa-f]{1,4})?:(?:[0-9A-Fa-f]{0,4}:){1,7}(?:${quad}|[0-9A-Fa-f]{1,4}(?![0-9A-Za-z]))?`
const ipv4 = `(?<![0-9A-Za-z_.])${quad}(?!\\.?\\d)`
const dockerId = '(?<![0-9A-Za-z])(?:[0-9a-f]{64}|[0-9a-f]{12})(?![0-9A-Za-z])'

/** Shorter names are words like any other, and are not looked for in sentences. */
export const shortestName = 3

/**
 * A pattern that finds addresses, MACs and Docker ids in texts, and the names given. A name counts where it stands alone:
 * no letter or digit of its own kind, `-` or `_` beside it; `web` is not found in `website` or `web-1`.
 */
export function createTextPattern(names: readonly string[]): RegExp {
  const sought = [...names].filter(({ length }) => length >= shortestName).sort((a, b) => b.length - a.length)
  const alone = sought.map((name) => {
    const before = /^[\w-]/.test(name) ? '(?<![\\w-])' : ''
    const after = /[\w-]$/.test(name) ? '(?![\\w-])' : ''
    return `${before}${name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}${after}`
  })
  const named = alone.length === 0 ? [] : [`(?<name>${alone.join('|')})`]
  const kinds = [`(?<mac>${mac})`, `(?<ip>(?:${ipv6}|${ipv4})(?:/\\d{1,3})?)`, `(?<id>${dockerId})`]
  return new RegExp([...named, ...kinds].join('|'), 'giu')
}

/** A part of a text that something else takes the place of. */
export interface TextChange {
  readonly from: number
  readonly to: number
  readonly by: string
}

/** Gives what an identifier is written as instead, null for what stays. */
type WriteIdentifier = (identifier: Identifier, written: string) => string | null

/** The identifiers of a text that are written otherwise, in its order. */
export function findChanges(text: string, pattern: RegExp, write: WriteIdentifier): readonly TextChange[] {
  const changes: TextChange[] = []
  for (const match of text.matchAll(pattern)) {
    const [written] = match
    const by = writeMatch(written, match.groups ?? {}, write)
    if (by !== null && by !== written) changes.push({ from: match.index, to: match.index + written.length, by })
  }
  return changes
}

/** The text with its changes made. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  let changed = ''
  let at = 0
  for (const { from, to, by } of changes) {
    changed += text.slice(at, from) + by
    at = to
  }
  return changed + text.slice(at)
}

function writeMatch(
  written: string,
  groups: Readonly<Record<string, string | undefined>>,
  write: WriteIdentifier,
): string | null {
  if (groups['name'] !== undefined) return write({ kind: 'name', name: written }, written)
  if (groups['mac'] !== undefined) {
    const separator = groups['separator'] ?? ':'
    const mac = written.toLowerCase().replaceAll(separator, ':')
    return write({ kind: 'mac', mac, separator, isUpperCase: written !== written.toLowerCase() }, written)
  }
  if (groups['id'] !== undefined) return write({ kind: 'docker-id', id: written.toLowerCase() }, written)
  return replaceAddress(written, write)
}

function replaceAddress(written: string, write: WriteIdentifier): string | null {
  const [whole, length] = written.split('/')
  // A sentence's colon may follow an IPv6 address.
  for (const tail of ['', ':']) {
    if (!whole!.endsWith(tail) || (tail !== '' && length !== undefined)) continue
    const text = whole!.slice(0, whole!.length - tail.length)
    const ip = parseIp(text)
    if (ip === null) continue
    const prefixLength = length === undefined ? null : Number(length)
    if (prefixLength !== null && prefixLength > (ip.version === 4 ? 32 : 128)) continue
    const by = write({ kind: 'address', ip, prefixLength }, text)
    return by === null ? null : `${by}${prefixLength === null ? '' : `/${prefixLength}`}${tail}`
  }
  return null
}

/** The identifiers in a text, in its order. */
export function scanText(text: string, pattern: RegExp): readonly Identifier[] {
  const found: Identifier[] = []
  findChanges(text, pattern, (identifier) => {
    found.push(identifier)
    return null
  })
  return found
}
