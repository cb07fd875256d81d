import { hostname, runCmdlet } from './cmdlets.mjs'
import { convertToJson } from './convert-to-json.mjs'
import { ScriptError } from './script-error.mjs'
import { tokenize } from './tokenize.mjs'

/** @typedef {import('./tokenize.mjs').Token} Token */

/**
 * Runs a script and returns what it prints. The language: statements, assignment to variables, pipelines of cmdlets,
 * `try{…}catch{…}`, `@{…}` (also `[ordered]`, `[pscustomobject]`), `@(…)`, `(…)`, members, literals. Only strings may be printed,
 * since how PowerShell formats objects for people is nobody's interface.
 *
 * @param {string} script
 */
export function runScript(script) {
  return new Run(tokenize(script)).program()
}

/** @type {Readonly<Record<string, unknown>>} */
const statics = {
  '[environment]::machinename': hostname,
  '[environment]::osversion': { Version: '10.0.22631.0', VersionString: 'Microsoft Windows NT 10.0.22631.0' },
}

class Run {
  /** @type {Map<string, unknown>} */
  #variables = new Map(
    Object.entries({ $true: true, $false: false, $null: null, '$env:computername': hostname, '$env:os': 'Windows_NT' }),
  )
  #at = 0

  /** @param {readonly Token[]} tokens */
  constructor(tokens) {
    this.tokens = tokens
  }

  program() {
    let output = ''
    while (this.#at < this.tokens.length) {
      if (this.#take(';')) continue
      const value = this.#statement()
      for (const item of asArray(value)) {
        if (typeof item !== 'string')
          throw new ScriptError("The lab's powershell.exe prints only strings: ConvertTo-Json.")
        output += `${item}\r\n`
      }
    }
    return output
  }

  /** @returns {unknown} */
  #statement() {
    const token = this.#peek()
    if (token?.kind === 'word' && token.text.toLowerCase() === 'try') return this.#tryCatch()
    if (token?.kind === 'type' && this.#takesEncoding()) return []
    if (token?.kind === 'variable' && this.#peek(1)?.text === '=') {
      this.#at += 2
      this.#variables.set(token.text.toLowerCase(), this.#statement())
      return []
    }
    const key = this.#peek(2)
    if (
      token?.kind === 'variable' &&
      this.#peek(1)?.text === '.' &&
      key?.kind === 'word' &&
      this.#peek(3)?.text === '='
    ) {
      this.#at += 4
      const table = /** @type {Record<string, unknown>} */ (this.#read(token.text))
      table[key.text] = this.#statement()
      return []
    }
    return this.#pipeline()
  }

  /** Nothing that the lab plays fails, and what it does not play must be noticed, so no `catch` ever runs. */
  #tryCatch() {
    this.#at++
    this.#expect('{')
    const value = this.#block('}')
    this.#expectWord('catch')
    this.#expect('{')
    this.#skipBlock()
    return value
  }

  #skipBlock() {
    for (let depth = 1; depth > 0; this.#at++) {
      const text = this.#peek()?.kind === 'mark' ? this.#peek()?.text : ''
      if (text === undefined) throw new ScriptError("Missing closing '}' in statement block.")
      if (text === '{' || text === '@{') depth++
      if (text === '}') depth--
    }
  }

  /** `[Console]::OutputEncoding=[Text.UTF8Encoding]::new($false)`: the lab prints UTF-8 without a mark anyway. */
  #takesEncoding() {
    const known = '[console]::outputencoding=[text.utf8encoding]::new($false)'
    const tokens = this.tokens.slice(this.#at, this.#at + 10)
    if (tokens.map(({ text }) => text.toLowerCase().replace('system.', '')).join('') !== known) return false
    this.#at += tokens.length
    return true
  }

  /** @returns {unknown} */
  #pipeline() {
    let value = this.#peek()?.kind === 'word' ? this.#cmdlet([]) : this.#expression()
    while (this.#take('|')) {
      while (this.#take(';'));
      value = this.#cmdlet(asArray(value), value)
    }
    return value
  }

  /**
   * @param {readonly unknown[]} input
   * @param {unknown} [whole]
   */
  #cmdlet(input, whole = input) {
    const name = this.#next('word').text
    /** @type {Map<string, unknown>} */
    const parameters = new Map()
    /** @type {unknown[]} */
    const positional = []
    for (
      let token = this.#peek();
      token !== undefined && !['|', ';', ')', '}'].includes(token.text);
      token = this.#peek()
    ) {
      if (token.kind !== 'parameter') positional.push(this.#argument())
      else {
        this.#at++
        const next = this.#peek()
        const hasValue = next !== undefined && next.kind !== 'parameter' && !['|', ';', ')', '}'].includes(next.text)
        const isSwitch = ['-includehidden', '-compress'].includes(token.text.toLowerCase())
        parameters.set(token.text.toLowerCase(), hasValue && !isSwitch ? this.#argument() : true)
      }
    }
    if (name.toLowerCase() === 'convertto-json') return convertToJson(whole, parameters, positional)
    return runCmdlet(name, { input, parameters, positional })
  }

  /** One argument: a bare word, a literal, or several with commas between. */
  #argument() {
    const items = []
    do {
      const token = this.#peek()
      if (token?.kind === 'word') {
        this.#at++
        items.push(token.text)
      } else items.push(this.#primary())
    } while (this.#take(','))
    return items.length === 1 ? items[0] : items
  }

  #expression() {
    const items = [this.#primary()]
    while (this.#take(',')) items.push(this.#primary())
    return items.length === 1 ? items[0] : items
  }

  /** @returns {unknown} */
  #primary() {
    const token = this.#peek()
    if (token === undefined) throw new ScriptError('Unexpected end of the script.')
    this.#at++
    if (token.kind === 'string') return token.text
    if (token.kind === 'number') return Number(token.text)
    if (token.kind === 'variable') return this.#members(this.#read(token.text))
    if (token.kind === 'type' && ['[pscustomobject]', '[ordered]'].includes(token.text.toLowerCase()))
      return this.#primary()
    if (token.kind === 'type' && this.#take('::')) {
      const name = `${token.text}::${this.#next('word').text}`.toLowerCase().replace('system.', '')
      if (!(name in statics)) throw new ScriptError(`The lab's powershell.exe does not play ${name}.`)
      return this.#members(statics[name])
    }
    if (token.text === '@{') return this.#table()
    if (token.text === '@(') return asArray(this.#block(')'))
    if (token.text === '(') {
      const value = this.#block(')')
      return this.#members(value)
    }
    throw new ScriptError(`Unexpected token '${token.text}' in expression or statement.`)
  }

  /** @param {string} end */
  #block(end) {
    /** @type {unknown[]} */
    const values = []
    while (!this.#take(end)) {
      if (this.#take(';')) continue
      values.push(...asArray(this.#statement()))
    }
    return values.length === 1 ? values[0] : values
  }

  #table() {
    /** @type {Record<string, unknown>} */
    const table = {}
    while (!this.#take('}')) {
      if (this.#take(';')) continue
      const key = this.#peek()
      if (key === undefined || !['word', 'string'].includes(key.kind))
        throw new ScriptError('Missing key in a hash table.')
      this.#at++
      if (!this.#take('=')) throw new ScriptError(`Missing '=' operator after key ${key.text}.`)
      table[key.text] = this.#statement()
    }
    return table
  }

  /** @param {unknown} value */
  #members(value) {
    while (this.#take('.')) {
      const { text } = this.#next('word')
      if (text.toLowerCase() === 'tostring' && this.#take('(')) {
        this.#expect(')')
        value = String(value)
      } else value = /** @type {Record<string, unknown> | null} */ (value)?.[text] ?? null
    }
    return value
  }

  /** @param {string} name */
  #read(name) {
    const key = name.toLowerCase()
    if (!this.#variables.has(key)) throw new ScriptError(`The lab's powershell.exe knows no variable ${name}.`)
    return this.#variables.get(key)
  }

  #peek(ahead = 0) {
    return this.tokens[this.#at + ahead]
  }

  /** @param {string} text */
  #take(text) {
    if (this.#peek()?.text !== text || this.#peek()?.kind !== 'mark') return false
    this.#at++
    return true
  }

  /** @param {string} text */
  #expect(text) {
    if (!this.#take(text)) throw new ScriptError(`Missing '${text}' before '${this.#peek()?.text ?? 'the end'}'.`)
  }

  /** @param {string} word */
  #expectWord(word) {
    while (this.#take(';'));
    if (this.#next('word').text.toLowerCase() !== word)
      throw new ScriptError(`The Try statement is missing its ${word}.`)
  }

  /** @param {Token['kind']} kind */
  #next(kind) {
    const token = this.#peek()
    if (token?.kind !== kind) throw new ScriptError(`Expected a ${kind}, found '${token?.text ?? 'the end'}'.`)
    this.#at++
    return token
  }
}

/** @param {unknown} value */
function asArray(value) {
  return Array.isArray(value) ? value : value === undefined ? [] : [value]
}
