/** What remembers choices in this browser. */
export type BrowserStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** The page's localStorage; where a browser refuses it, as for some files from disk, a memory that goes with the page. */
export function openBrowserStorage(page: { readonly localStorage: BrowserStorage }): BrowserStorage {
  try {
    return page.localStorage
  } catch {
    const kept = new Map<string, string>()
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    }
  }
}
