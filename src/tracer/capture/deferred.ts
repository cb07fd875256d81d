/** A promise and the function that resolves it (`Promise.withResolvers` came with Node 22). */
export interface Deferred {
  readonly promise: Promise<void>
  resolve(): void
}

/** A new, pending `Deferred`. */
export function createDeferred(): Deferred {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((resolved) => {
    resolve = resolved
  })
  return { promise, resolve: () => resolve() }
}
