/**
 * The part of an Electron object that the stand-in has; touching any other member throws. Promises and printing probe
 * every object for `then` and symbols, so those are absent rather than errors.
 */
export function onlyImplemented<Part extends object>(name: string, part: Part): Part {
  return new Proxy(part, {
    get(target, key, receiver) {
      if (key in target || typeof key === 'symbol' || key === 'then' || key === 'toJSON') {
        return Reflect.get(target, key, receiver) as unknown
      }
      throw unimplemented(`${name}.${key}`)
    },
  })
}

/** The error for what the stand-in lacks. */
export function unimplemented(what: string): Error {
  return new Error(`The stand-in does not implement electron.${what}: add it to test/electron or do without it.`)
}
