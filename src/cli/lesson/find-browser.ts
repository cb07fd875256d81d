import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What finding a browser depends on. */
export interface BrowserPlaces {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly isProgram: (path: string) => boolean
}

/** Programs that are Chromium inside, as they are called on PATH. */
const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'chrome',
  'brave-browser',
  'vivaldi',
]

const macPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

const windowsPlaces = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Chromium\\Application\\chrome.exe',
]

/**
 * The first browser with Chromium inside: what `HOPSCOPE_BROWSER` names, on PATH, or where such browsers are installed;
 * null when there is none.
 */
export function findBrowser({ platform, environment, isProgram }: BrowserPlaces): string | null {
  const given = environment['HOPSCOPE_BROWSER']
  if (given !== undefined && given !== '') return isProgram(given) ? given : null
  return candidates(platform, environment).find(isProgram) ?? null
}

function candidates(platform: NodeJS.Platform, environment: BrowserPlaces['environment']): readonly string[] {
  if (platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => environment[name] ?? [])
    return windowsPlaces.flatMap((place) => roots.map((root) => `${root}\\${place}`))
  }
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder.startsWith('/'))
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return platform === 'darwin' ? [...onPath, ...macPlaces] : onPath
}

/** The command that brings a browser where there is none. */
export function browserCommand(platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'winget install Google.Chrome'
  return platform === 'darwin' ? 'brew install --cask chromium' : 'sudo apt-get install chromium'
}

/** Whether a file is there that may be run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
