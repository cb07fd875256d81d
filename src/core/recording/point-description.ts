/**
 * How a capture point's machine and namespace are kept in pcapng's `if_description`:
 * `machine=wsl:Ubuntu namespace=container1`. In a value, whatever is not a letter, digit or one of `-._~:/` stands
 * percent-encoded as UTF-8, so that a space always ends a value. Any other description means nothing to us.
 */
export interface PointDescription {
  readonly machine: string | null
  readonly namespace: string | null
}

/** The `if_description` text, '' when neither is known. */
export function writePointDescription(point: PointDescription): string {
  const parts: string[] = []
  if (point.machine !== null) parts.push(`machine=${encodeValue(point.machine)}`)
  if (point.namespace !== null) parts.push(`namespace=${encodeValue(point.namespace)}`)
  return parts.join(' ')
}

/** Reads an `if_description`; both are null when it is not in our format. */
export function readPointDescription(description: string): PointDescription {
  const match = /^(?:machine=([^ =]+))?(?:(?:^| )namespace=([^ =]+))?$/.exec(description)
  return { machine: decodeValue(match?.[1]), namespace: decodeValue(match?.[2]) }
}

function encodeValue(value: string): string {
  // A lone surrogate has no UTF-8 form and would make encodeURIComponent throw.
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'))
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%3A/g, ':')
    .replace(/%2F/g, '/')
}

function decodeValue(value: string | undefined): string | null {
  if (value === undefined) return null
  try {
    return decodeURIComponent(value)
  } catch {
    return null
  }
}
