import { existsSync } from 'node:fs'

const candidates = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The Chromium of this machine, or the one that `HOPSCOPE_CHROMIUM` names. Throws a sentence when there is none. */
export function findChromium(): string {
  const given = process.env['HOPSCOPE_CHROMIUM']
  const found = given ?? candidates.find((path) => existsSync(path))
  if (found === undefined) throw new Error('There is no Chromium here. Run: apt-get install chromium')
  return found
}
