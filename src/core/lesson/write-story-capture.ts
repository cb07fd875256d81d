import { joinBlocks } from '../recording/join-blocks'
import { createPcapngWriter } from '../recording/pcapng-writer'
import type { LessonContent } from './lesson'
import { readLessonPackets } from './read-packets'
import { storyComments } from './story-comments'

/**
 * A lesson's recording as pcapng whose comments tell its story in Wireshark, in one language; see `storyComments`. The
 * frames are as they were, in the same order. Throws a `CaptureFormatError` when the recording is no capture.
 */
export function writeStoryCapture(content: LessonContent, language: 'en' | 'ja'): Uint8Array {
  const packets = readLessonPackets(content)
  const comments = storyComments(content.lesson, content.topology, packets, language)
  const blocks: Uint8Array[] = []
  const writer = createPcapngWriter((block) => void blocks.push(block))
  for (const { point, linkType } of packets.points) if (linkType !== null) writer.point(point, linkType)
  for (const sighting of packets.sightings) writer.sighting(sighting, comments.get(sighting.frame))
  return joinBlocks(blocks)
}
