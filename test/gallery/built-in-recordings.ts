import type { RecordingContent, RecordingInfo } from '../../src/contract/messages'
import type { Topology } from '../../src/core/topology/topology'

const folder = '../../resources/recordings'
const captures = import.meta.glob<string>('../../resources/recordings/*/recording.pcapng', {
  query: '?url',
  import: 'default',
  eager: true,
})
const maps = import.meta.glob<string>('../../resources/recordings/*/topology.json', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const infos = import.meta.glob<Pick<RecordingInfo, 'title'>>('../../resources/recordings/*/info.json', {
  import: 'default',
  eager: true,
})

/** The recordings that ship with Hopscope, by id, as the gallery's own server hands them out. */
export const builtInRecordings: readonly RecordingInfo[] = Object.entries(infos).map(([file, { title }]) => ({
  id: file.split('/').at(-2) ?? '',
  title,
}))

/** The text of a recording's map. */
export function topologyTextOf(id: string): string {
  return maps[`${folder}/${id}/topology.json`] ?? 'null'
}

/** The bytes of a recording's capture; rejects when there is no such recording. */
export async function captureOf(id: string): Promise<Uint8Array> {
  const url = captures[`${folder}/${id}/recording.pcapng`]
  if (url === undefined) throw new Error(`There is no built-in recording "${id}".`)
  return new Uint8Array(await (await fetch(url)).arrayBuffer())
}

/** A recording as the tracer would answer `openRecording`. */
export async function contentOf(id: string): Promise<RecordingContent> {
  const info = builtInRecordings.find((recording) => recording.id === id)
  return {
    name: info?.title.en ?? id,
    capture: await captureOf(id),
    topology: JSON.parse(topologyTextOf(id)) as Topology | null,
  }
}
