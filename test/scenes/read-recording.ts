import { readFileSync } from 'node:fs'
import path from 'node:path'
import { decodeRecording, type DecodedRecording } from './decode-recording'

/** A built-in recording as the screen sees it. */
export function readRecording(id: string): DecodedRecording {
  const folder = path.resolve('resources/recordings', id)
  return decodeRecording(
    readFileSync(path.join(folder, 'topology.json'), 'utf8'),
    readFileSync(path.join(folder, 'recording.pcapng')),
  )
}
