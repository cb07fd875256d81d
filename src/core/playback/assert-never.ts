/** Closes a discriminated union: the compiler refuses a forgotten case, and hostile data fails with its text. */
export function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`)
}
