/** The word that was probably meant: it begins with what was typed, or differs from it in two letters at most; null for none. */
export function nearestWord(typed: string, words: readonly string[]): string | null {
  const wanted = typed.toLowerCase()
  if (wanted === '' || wanted.length > 40) return null
  const begins = words.find((word) => word.startsWith(wanted))
  if (begins !== undefined) return begins
  const nearest = words
    .map((word) => ({ word, distance: editDistance(wanted, word) }))
    .toSorted((a, b) => a.distance - b.distance)[0]
  if (nearest !== undefined && nearest.distance <= Math.min(2, Math.floor(wanted.length / 2))) return nearest.word
  return words.find((word) => wanted.length > 2 && word.includes(wanted)) ?? null
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
