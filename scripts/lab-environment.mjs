import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const labsFolder = '/run/hopscope-lab'

/**
 * The variables that let this process see a lab as its Windows: of the lab that HOPSCOPE_LAB names, else of the one
 * named `default`, else of the only one. Null when none is up, or when HOPSCOPE_HOST already says where we are. Throws
 * when the lab that HOPSCOPE_LAB names is not up: who asks for a lab must not get this machine. PATH puts the lab's
 * stand-ins before this process's own.
 *
 * @returns {Record<string, string> | null}
 */
export function labEnvironment() {
  if (process.env.HOPSCOPE_HOST !== undefined) return null
  const labs = existsSync(labsFolder) ? readdirSync(labsFolder).filter((name) => existsSync(fileOf(name))) : []
  const wanted = process.env.HOPSCOPE_LAB
  const name = wanted ?? (labs.includes('default') ? 'default' : labs.length === 1 ? labs[0] : undefined)
  if (name === undefined) return null
  if (!labs.includes(name)) throw new Error(`The lab "${name}" is not up: npm run lab -- up --name ${name}`)
  const { standIns, ...environment } = JSON.parse(readFileSync(fileOf(name), 'utf8'))
  return { ...environment, PATH: `${standIns}:${process.env.PATH ?? ''}` }
}

/** @param {string} name */
function fileOf(name) {
  return join(labsFolder, name, 'environment.json')
}
