import { rename, rm, writeFile } from 'node:fs/promises'
import { UserError } from '../user-error'

/** Writes a file whole or not at all: what was there before stays until the new one is complete. Rejects with a `UserError`. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${path}.part`
  try {
    await writeFile(unfinished, bytes)
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    throw new UserError(`${path} cannot be written: ${(error as Error).message}.`)
  }
}
