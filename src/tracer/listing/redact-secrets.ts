const secretNames = /pass|secret|token|credential|api.?key|private.?key|auth/i

/** Docker's JSON with the values of keys that sound like secrets hidden; text that is no JSON is given back as it is. */
export function redactSecrets(text: string): string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return text
  }
  return `${JSON.stringify(value, (key, held: unknown) => (typeof held === 'string' && secretNames.test(key) ? '…' : held), 4)}\n`
}
