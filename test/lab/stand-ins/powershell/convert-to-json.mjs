import { ScriptError } from './script-error.mjs'

/**
 * ConvertTo-Json as 5.1 does it: a pipeline of one item gives an object and not an array, none gives nothing, and what
 * lies deeper than -Depth (2 by default) becomes a string.
 *
 * @param {unknown} value
 * @param {ReadonlyMap<string, unknown>} parameters
 * @param {readonly unknown[]} positional
 */
export function convertToJson(value, parameters, positional) {
  for (const name of parameters.keys()) {
    if (!['-compress', '-depth', '-inputobject'].includes(name)) {
      throw new ScriptError(`A parameter cannot be found that matches parameter name '${name.slice(1)}'.`)
    }
  }
  if (positional.length > 1) throw new ScriptError('A positional parameter cannot be found for ConvertTo-Json.')
  const hasObject = parameters.has('-inputobject') || positional.length === 1
  const input = parameters.get('-inputobject') ?? positional[0] ?? value
  if (!hasObject && Array.isArray(input) && input.length === 0) return []
  const unwrapped = !hasObject && Array.isArray(input) && input.length === 1 ? input[0] : input
  const json = cut(unwrapped, Number(parameters.get('-depth') ?? 2))
  const text = JSON.stringify(json, null, parameters.has('-compress') ? 0 : 4)
  // 5.1 writes these four as escapes, unlike later versions.
  return text.replace(/['<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)
}

/**
 * @param {unknown} value
 * @param {number} depth
 * @returns {unknown}
 */
function cut(value, depth) {
  if (value === null || typeof value !== 'object') return value
  if (depth < 0) return Array.isArray(value) ? value.map(String).join(' ') : 'System.Object'
  if (Array.isArray(value)) return value.map((item) => cut(item, depth - 1))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cut(item, depth - 1)]))
}
