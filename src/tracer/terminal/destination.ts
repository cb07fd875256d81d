import { isIP } from 'node:net'
import { RequestError } from '../../contract/messages'

const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/i

/**
 * The destination of a ping or traceroute, checked: an IPv4 or IPv6 address, or a host name by RFC 1123 (letters,
 * digits and hyphens in dot-separated labels of at most 63 characters, 253 in all). Throws a `RequestError` with code
 * `bad-destination` otherwise; nothing that begins with `-` passes, so no destination can become an option.
 */
export function checkDestination(text: string): string {
  const destination = text.trim()
  if (isIP(destination) !== 0 && !destination.includes('%')) return destination
  const labels = destination.replace(/\.$/, '').split('.')
  const isName = destination.length <= 253 && labels.every((part) => label.test(part))
  // "1.2.3" and "999.1.1.1" pass as names by RFC 1123; a top-level label of digits never exists (RFC 3696).
  if (isName && !/^\d+$/.test(labels.at(-1) ?? '')) return destination
  throw new RequestError({
    code: 'bad-destination',
    message: `"${printable(destination)}" is neither an IP address nor a host name.`,
    values: { destination: printable(destination) },
    command: null,
  })
}

function printable(text: string): string {
  return text.slice(0, 64).replaceAll(/\p{C}/gu, '\u{fffd}')
}
