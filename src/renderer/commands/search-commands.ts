/** What can be found: names in the language of the screen first, then in the other, then readings. */
export interface Searchable {
  readonly names: readonly string[]
}

/**
 * Those of `items` whose names hold every word of `query`, best first; all, in their order, for an empty query. Case,
 * full and half width, and hiragana and katakana are the same. Letters may be left out (`trt` finds `Trace route`).
 */
export function searchCommands<Item extends Searchable>(query: string, items: readonly Item[]): readonly Item[] {
  const words = fold(query).split(/\s+/).filter(Boolean)
  if (words.length === 0) return items
  return items
    .map((item, index) => ({ item, index, score: scoreOf(item, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .map(({ item }) => item)
}

/** The best of an item's names; names that come first weigh a little more. */
function scoreOf(item: Searchable, words: readonly string[]): number {
  return Math.max(0, ...item.names.map((name, rank) => scoreName(fold(name), words) * (1 - rank / 20)))
}

function scoreName(name: string, words: readonly string[]): number {
  let sum = 0
  for (const word of words) {
    const score = scoreWord(name, word)
    if (score === 0) return 0
    sum += score
  }
  // Of names that fit alike the shorter one is meant more often.
  return sum / words.length - Math.min(name.length, 100) / 1000
}

function scoreWord(name: string, word: string): number {
  const at = name.indexOf(word)
  if (at === 0) return 4
  if (at > 0) return /[\s:：/／(（・-]/.test(name[at - 1]!) ? 3 : 2
  return word.length > 1 && isSubsequence(name, word) ? 1 : 0
}

/** Each letter in turn begins a word of the name or follows the one before it. */
function isSubsequence(name: string, word: string): boolean {
  const starts = (from: number, letter: string): number[] => {
    const places: number[] = []
    for (let index = from; index < name.length; index++) {
      const isStart = index === 0 || index === from || /[\s:：/／(（・-]/.test(name[index - 1]!)
      if (isStart && name[index] === letter) places.push(index)
    }
    return places
  }
  const reaches = (from: number, rest: string): boolean =>
    rest === '' || starts(from, rest[0]!).some((place) => reaches(place + 1, rest.slice(1)))
  return starts(0, word[0]!).some((place) => reaches(place + 1, word.slice(1)))
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .trim()
}
