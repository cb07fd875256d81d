import { strToU8, zipSync, type Zippable } from 'fflate'
import type { LessonContent } from '../core/lesson/lesson'

/** The same lesson is the same bytes, whenever and wherever it is written; 1980 is where zip's clock begins. */
const mtime = new Date(1980, 0, 1)

/** The `.hopscope` file of a lesson; `readLessonFile` gives the same content back. */
export function writeLessonFile(content: LessonContent): Uint8Array {
  const json = (value: unknown) => strToU8(`${JSON.stringify(value, null, 1)}\n`)
  const files: Zippable = {
    'lesson.json': json(content.lesson),
    'topology.json': json(content.topology),
    'recording.pcapng': content.capture,
  }
  if (content.changes.length > 0) files['changes.json'] = json(content.changes)
  if (content.terminals.length > 0) files['terminals.json'] = json(content.terminals)
  // Opus is compressed already.
  if (content.narration !== null) files['narration.webm'] = [content.narration, { level: 0 }]
  return zipSync(files, { level: 6, mtime })
}
