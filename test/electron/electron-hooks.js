/** Node's module hook: `electron` is the stand-in. The real package would fetch its binary from the network. */
export async function resolve(specifier, context, nextResolve) {
  if (specifier === 'electron' || specifier.startsWith('electron/')) {
    return nextResolve(new URL('./electron-module.ts', import.meta.url).href, context)
  }
  return nextResolve(specifier, context)
}
