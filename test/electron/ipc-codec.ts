/** What crosses between Node and the page: JSON with bytes as `{"$u8": base64}`; anything else is refused. */
export function encodeIpcArguments(values: readonly unknown[]): string {
  return JSON.stringify(values, (_key, value: unknown) => {
    if (value instanceof Uint8Array) return { $u8: Buffer.from(value).toString('base64') }
    // Buffer has a toJSON that runs before this function.
    if (isBufferJson(value)) return { $u8: Buffer.from(value.data).toString('base64') }
    if (typeof value === 'function' || typeof value === 'symbol') throw new Error('An object could not be cloned.')
    return value
  })
}

/** The values of `encodeIpcArguments`, as fresh copies. */
export function decodeIpcArguments(text: string): unknown[] {
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('$u8' in value)) return value
    return new Uint8Array(Buffer.from(value.$u8 as string, 'base64'))
  }) as unknown[]
}

function isBufferJson(value: unknown): value is { readonly data: number[] } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value
}
