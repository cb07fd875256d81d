/** An event with `preventDefault`, as Electron passes to its listeners. */
export function preventableEvent<Details extends object>(details: Details) {
  return {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    },
  }
}
