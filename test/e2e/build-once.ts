import { fileURLToPath } from 'node:url'
import { findElectron } from './find-electron'

/** Before any e2e test: builds what is out of date, and says which Electron the desktop cases run on. */
export default async function buildOnce(): Promise<void> {
  const script = new URL('../../scripts/ensure-build.mjs', import.meta.url)
  const { ensureBuild } = (await import(script.href)) as { ensureBuild: (root: string) => Promise<string | null> }
  const problem = await ensureBuild(fileURLToPath(new URL('../..', import.meta.url)))
  if (problem !== null) throw new Error(problem)
  const electron = findElectron()
  const desktop =
    electron === null ? 'the stand-in of test/electron: its binary is not here' : `real Electron, ${electron}`
  console.log(`e2e: the desktop window runs on ${desktop}`)
}
