import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { UserError } from '../user-error'

const programs: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  win32: ['chrome.exe', 'msedge.exe', 'chromium.exe'],
}
const otherPrograms = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'brave-browser',
]
const installed: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  win32: ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
}

/**
 * The path of a Chromium of this machine: what `HOPSCOPE_CHROMIUM` names, one on PATH, or one where its installer puts it.
 * Throws a `UserError` that says how to get one.
 */
export function findChromium(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const given = environment['HOPSCOPE_CHROMIUM']
  if (given !== undefined && given !== '') {
    if (isProgram(given)) return given
    throw new UserError(`HOPSCOPE_CHROMIUM names ${given}, which cannot be run.`)
  }
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const names = programs[platform] ?? otherPrograms
  const bases = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => environment[name] ?? [])
  const places = (installed[platform] ?? []).flatMap((path) =>
    platform === 'win32' ? bases.map((base) => join(base, path)) : [path],
  )
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places]
  const found = candidates.find(isProgram)
  if (found !== undefined) return found
  const help = platform === 'linux' ? ' Run: apt-get install chromium' : ' Install Google Chrome or Microsoft Edge.'
  throw new UserError(`This needs Chromium, Chrome or Edge, and there is none here.${help}`)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
