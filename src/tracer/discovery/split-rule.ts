/**
 * Splits a line of `iptables-save` into its words. The program quotes a word that holds blanks or quotes with `"` and
 * escapes `"`, `'` and `\` in it with a backslash (xtables_save_string in iptables' libxtables/xtables.c).
 */
export function splitRule(line: string): string[] {
  const words: string[] = []
  let word = ''
  let isInWord = false
  let isQuoted = false
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index]!
    if (isQuoted) {
      if (character === '\\' && index + 1 < line.length) {
        index += 1
        word += line[index]!
      } else if (character === '"') isQuoted = false
      else word += character
    } else if (character === '"') {
      isQuoted = true
      isInWord = true
    } else if (character === ' ' || character === '\t') {
      if (isInWord) words.push(word)
      word = ''
      isInWord = false
    } else {
      word += character
      isInWord = true
    }
  }
  if (isInWord) words.push(word)
  return words
}
