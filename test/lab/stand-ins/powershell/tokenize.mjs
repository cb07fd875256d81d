import { ScriptError } from './script-error.mjs'

/** @typedef {{ readonly kind: 'word' | 'string' | 'number' | 'variable' | 'parameter' | 'type' | 'mark', readonly text: string }} Token */

const patterns = /** @type {const} */ ([
  ['skip', /[ \t\r]+|`\r?\n|#[^\n]*/y],
  ['string', /'((?:[^']|'')*)'|"((?:[^"$`]|"")*)"/y],
  ['variable', /\$[A-Za-z_][\w]*(?::\w+)?/y],
  ['type', /\[[A-Za-z][\w.]*\]/y],
  ['mark', /@\{|@\(|::|[\n;|(){}=,.]/y],
  ['number', /\d+(?:\.\d+)?(?![\w-])/y],
  ['parameter', /-[A-Za-z]\w*/y],
  ['word', /[A-Za-z_][\w-]*/y],
])

/**
 * Splits a script into tokens; newlines and semicolons both become the mark `;`.
 *
 * @param {string} script
 * @returns {Token[]}
 */
export function tokenize(script) {
  /** @type {Token[]} */
  const tokens = []
  for (let at = 0; at < script.length;) {
    const [kind, match] = matchAt(script, at)
    at += match[0].length
    if (kind === 'skip') continue
    if (kind === 'string')
      tokens.push({ kind, text: match[1]?.replaceAll("''", "'") ?? match[2].replaceAll('""', '"') })
    else tokens.push({ kind, text: match[0] === '\n' ? ';' : match[0] })
  }
  return tokens
}

/**
 * @param {string} script
 * @param {number} at
 */
function matchAt(script, at) {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at
    const match = pattern.exec(script)
    if (match !== null) return /** @type {const} */ ([kind, match])
  }
  throw new ScriptError(
    `The lab's powershell.exe does not play this part of the language: ${script.slice(at, at + 40)}`,
  )
}
