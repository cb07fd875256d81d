import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecordedLesson } from './recorded-lesson'

const folder = join(import.meta.dirname, '../../.cache/course')

/** Keeps what was recorded for a lesson on this machine. */
export async function keepTakes(name: string, { capture, ...rest }: RecordedLesson): Promise<void> {
  await mkdir(folder, { recursive: true })
  const kept = { ...rest, capture: Buffer.from(capture).toString('base64') }
  await writeFile(join(folder, `${name}.json`), JSON.stringify(kept))
}

/** What was recorded last for a lesson; rejects when this machine recorded nothing for it. */
export async function keptTakes(name: string): Promise<RecordedLesson> {
  const file = join(folder, `${name}.json`)
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`Nothing was recorded for ${name} on this machine: npm run record -- ${name}`)
  })
  const kept = JSON.parse(text) as Omit<RecordedLesson, 'capture'> & { readonly capture: string }
  return { ...kept, capture: new Uint8Array(Buffer.from(kept.capture, 'base64')) }
}
