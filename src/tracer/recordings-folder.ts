import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RequestError, type RecordingContent, type RecordingInfo } from '../contract/messages'
import type { Topology } from '../core/topology/topology'

const recordingId = /^[a-z0-9][a-z0-9-]{0,63}$/

/** The recordings in `<resources>/recordings/<id>/`, in order of id; a folder without a valid info.json is left out. */
export async function listRecordings(resourcesDirectory: string): Promise<readonly RecordingInfo[]> {
  const folder = join(resourcesDirectory, 'recordings')
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const ids = entries.filter((entry) => entry.isDirectory() && recordingId.test(entry.name)).map((entry) => entry.name)
  const infos = await Promise.all(ids.sort().map((id) => readInfo(join(folder, id), id)))
  return infos.filter((info) => info !== null)
}

/**
 * The bytes and topology of one built-in recording. An id is a folder's plain name and can lead nowhere else. Throws a
 * `RequestError` `unknown-recording` when there is none.
 */
export async function openRecording(resourcesDirectory: string, id: string): Promise<RecordingContent> {
  const unknown = new RequestError({
    code: 'unknown-recording',
    message: `There is no built-in recording named "${id.slice(0, 64)}".`,
    values: { id: id.slice(0, 64) },
    command: null,
  })
  if (!recordingId.test(id)) throw unknown
  const folder = join(resourcesDirectory, 'recordings', id)
  const capture = await readFile(join(folder, 'recording.pcapng')).catch(() => null)
  if (capture === null) throw unknown
  const topology = await readFile(join(folder, 'topology.json'), 'utf8').then(
    (text) => JSON.parse(text) as Topology,
    () => null,
  )
  const info = await readInfo(folder, id)
  return { name: info?.title.en ?? id, capture: new Uint8Array(capture), topology }
}

async function readInfo(folder: string, id: string): Promise<RecordingInfo | null> {
  try {
    const info = JSON.parse(await readFile(join(folder, 'info.json'), 'utf8')) as Partial<RecordingInfo>
    const { en, ja } = info.title ?? {}
    return typeof en === 'string' && typeof ja === 'string' ? { id, title: { en, ja } } : null
  } catch {
    return null
  }
}
