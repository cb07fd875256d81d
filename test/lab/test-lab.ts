import { existsSync, readdirSync } from 'node:fs'
import { createLab, type Lab } from './lab'
import { labsFolder } from './lab-names'

/**
 * A lab for one test file, named after its purpose and this process, so that two test runs never share one. Labs of the
 * same purpose whose process is gone, left by a run that was killed, are taken down first.
 */
export async function createTestLab(purpose: string): Promise<Lab> {
  for (const name of existsSync(labsFolder) ? readdirSync(labsFolder) : []) {
    const [, owner] = new RegExp(`^${purpose}-(\\d+)$`).exec(name) ?? []
    if (owner !== undefined && !existsSync(`/proc/${owner}`)) await createLab({ name }).down()
  }
  return createLab({ name: `${purpose}-${process.pid}` })
}
