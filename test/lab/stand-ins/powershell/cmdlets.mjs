import { readAdapters, readAddresses, readNats, readRoutes } from './windows-network.mjs'
import { ScriptError } from './script-error.mjs'

/** What `$env:COMPUTERNAME` and `hostname` say. */
export const hostname = 'DESKTOP-7Q'

/**
 * @typedef {object} Call
 * @property {readonly unknown[]} input
 * @property {ReadonlyMap<string, unknown>} parameters
 * @property {readonly unknown[]} positional
 */

/** @type {Readonly<Record<string, { readonly parameters: readonly string[], readonly run: (call: Call) => unknown }>>} */
const cmdlets = {
  'get-netadapter': {
    parameters: ['-includehidden'],
    run: ({ parameters }) => readAdapters().filter((adapter) => parameters.has('-includehidden') || !adapter['Hidden']),
  },
  'get-netipaddress': { parameters: ['-addressfamily'], run: (call) => ofFamily(readAddresses(), call) },
  'get-netroute': { parameters: ['-addressfamily'], run: (call) => ofFamily(readRoutes(), call) },
  'get-netnat': { parameters: [], run: () => readNats() },
  'select-object': { parameters: ['-property', '-first'], run: selectObject },
}

/**
 * Runs a cmdlet; an unknown one, or a parameter that it does not have, is an error in PowerShell's words.
 *
 * @param {string} name
 * @param {Call} call
 * @returns {unknown}
 */
export function runCmdlet(name, call) {
  const cmdlet = cmdlets[name.toLowerCase()]
  if (cmdlet === undefined) {
    throw new ScriptError(
      `The term '${name}' is not recognized as the name of a cmdlet, function, script file, or operable program.`,
    )
  }
  for (const parameter of call.parameters.keys()) {
    if (parameter !== '-erroraction' && !cmdlet.parameters.includes(parameter)) {
      throw new ScriptError(
        `${name} : A parameter cannot be found that matches parameter name '${parameter.slice(1)}'.`,
      )
    }
  }
  if (call.positional.length > 0 && cmdlet.run !== selectObject) {
    throw new ScriptError(
      `${name} : A positional parameter cannot be found that accepts argument '${call.positional[0]}'.`,
    )
  }
  return cmdlet.run(call)
}

/**
 * @param {readonly Record<string, unknown>[]} rows
 * @param {Call} call
 */
function ofFamily(rows, { parameters }) {
  const family = parameters.get('-addressfamily')
  if (family === undefined) return rows
  const number = { ipv4: 2, ipv6: 23 }[String(family).toLowerCase()]
  if (number === undefined) throw new ScriptError(`Cannot convert value "${String(family)}" to type AddressFamily.`)
  return rows.filter((row) => row['AddressFamily'] === number)
}

/**
 * Picks properties by name, without regard to case; a property that the object lacks is null, as in PowerShell, but a
 * property that no Windows object of that kind has is an error here, since it is a misspelling.
 *
 * @param {Call} call
 */
function selectObject({ input, parameters, positional }) {
  const names = /** @type {unknown[]} */ ([parameters.get('-property') ?? positional]).flat(2)
  const first = parameters.get('-first')
  const rows = first === undefined ? input : input.slice(0, Number(first))
  if (names.length === 0) return rows
  return rows.map((row) => Object.fromEntries(names.map((name) => pick(row, name))))
}

/**
 * @param {unknown} row
 * @param {unknown} name
 */
function pick(row, name) {
  if (typeof name !== 'string' || row === null || typeof row !== 'object') {
    throw new ScriptError("The lab's Select-Object plays only names of properties.")
  }
  const entry = Object.entries(row).find(([key]) => key.toLowerCase() === name.toLowerCase())
  if (entry === undefined) throw new ScriptError(`The lab's Windows objects have no property ${name}.`)
  return [name, entry[1]]
}
