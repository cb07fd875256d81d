/** Total readers for JSON from outside: each returns something of its type, whatever it is given. */
export type JsonRecord = Readonly<Record<string, unknown>>

/** The value that a text holds as JSON, undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/**
 * The objects of an array. PowerShell's ConvertTo-Json may print an array of one as the object alone, and Windows
 * PowerShell 5.1 some arrays as `{"value":[…],"Count":2}`: both count as arrays.
 */
export function recordsOf(value: unknown): readonly JsonRecord[] {
  if (Array.isArray(value)) return value.filter(isRecord)
  if (!isRecord(value)) return []
  const isWrapped = Array.isArray(value['value']) && typeof value['Count'] === 'number'
  return isWrapped ? recordsOf(value['value']) : [value]
}

/** A property that is an object, else an empty one. */
export function recordOf(value: unknown): JsonRecord {
  return isRecord(value) ? value : {}
}

/** A text, else ''. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** A finite number, else the fallback. */
export function numberOf(value: unknown, fallback = 0): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback
}

/** The texts of an array. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
