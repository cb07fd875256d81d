import { isStandardName } from './standard-names'

/** What kind of thing a name names; its pseudonym begins with that. */
export type NameKind = 'machine' | 'distro' | 'container' | 'image' | 'network' | 'interface' | 'host'

/** Names as they were found, by their kind. */
export type FoundNames = ReadonlyMap<string, NameKind>

const stems: Readonly<Record<Exclude<NameKind, 'host'>, string>> = {
  machine: 'machine',
  distro: 'distro',
  container: 'container',
  image: 'image',
  network: 'network',
  interface: 'nic',
}

/**
 * Pseudonyms for names: `container-a`, `container-b`, in the order of the names, so that lists keep theirs. The same name
 * is the same whatever it names, and case does not matter. Standard names stay.
 */
export class NameBook {
  readonly #pseudonyms = new Map<string, string>()

  constructor(found: FoundNames, hostName: (name: string) => string) {
    const originals = new Set([...found.keys()].map((name) => name.toLowerCase()))
    const counts = new Map<NameKind, number>()
    const sorted = [...found].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }) || (a < b ? -1 : 1))
    for (const [name, kind] of sorted) {
      const plain = name.toLowerCase()
      if (isStandardName(name) || this.#pseudonyms.has(plain)) continue
      let pseudonym: string
      if (kind === 'host') {
        this.#pseudonyms.set(plain, hostName(plain))
        continue
      }
      do {
        const count = counts.get(kind) ?? 0
        counts.set(kind, count + 1)
        pseudonym = `${stems[kind]}-${letters(count)}`
      } while (originals.has(pseudonym))
      this.#pseudonyms.set(plain, pseudonym)
    }
  }

  /** The pseudonym of a name; null for one that stays or is not known. */
  find(name: string): string | null {
    return this.#pseudonyms.get(name.toLowerCase()) ?? null
  }

  /** Every name that has a pseudonym, in lower case. */
  get names(): readonly string[] {
    return [...this.#pseudonyms.keys()]
  }
}

/** 0 is `a`, 25 is `z`, 26 is `ba`. */
function letters(index: number): string {
  const last = String.fromCharCode(97 + (index % 26))
  return index < 26 ? last : `${letters(Math.floor(index / 26))}${last}`
}
