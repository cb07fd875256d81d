import { BufferSource, EncodedPacketSink, Input, WEBM } from 'mediabunny'
import type { LessonContent } from '../../core/lesson/lesson'
import type { VideoClock, VideoTime, VoicePart } from '../../core/lesson/video-clock'
import { lastIndex } from '../../core/lesson/lesson-clock'

/** A piece of the voice as it was recorded, about 20 ms of Opus, and when a video plays it. */
export interface VoicePacket {
  /** Milliseconds, as is the duration. */
  readonly time: VideoTime
  readonly duration: number
  readonly data: Uint8Array
}

/** The voice of a whole video. */
export interface Voice {
  readonly config: AudioDecoderConfig
  /** In order, without a gap of 20 ms or more. */
  readonly packets: readonly VoicePacket[]
}

/** Opus for 20 ms of silence (RFC 6716): full band, one frame, nothing in it. */
const silence = Uint8Array.of(0xf8, 0xff, 0xfe)
const silenceTime = 20
/** Two packets whose times differ by less follow one another. */
const slack = 1

/**
 * The voice of a lesson on its video's clock, packet by packet and never encoded again; null when it has none. Rejects
 * when `narration.webm` cannot be read.
 */
export async function narrationPackets({ lesson, narration }: LessonContent, clock: VideoClock): Promise<Voice | null> {
  if (narration === null || lesson.narration === null) return null
  const input = new Input({ source: new BufferSource(narration), formats: [WEBM] })
  try {
    const track = await input.getPrimaryAudioTrack()
    if (track === null) return null
    const config = await track.getDecoderConfig()
    if (config?.codec !== 'opus') return null
    const packets: VoicePacket[] = []
    for await (const { timestamp, duration, data } of new EncodedPacketSink(track).packets()) {
      packets.push({ time: lesson.narration.from + timestamp * 1000, duration: duration * 1000, data })
    }
    return { config, packets: placeVoice(packets, clock.voice, clock.duration) }
  } finally {
    input.dispose()
  }
}

/** Packets on the lesson's clock → on the video's: those of parts that are not played are left out, gaps are silent. */
export function placeVoice(
  packets: readonly VoicePacket[],
  parts: readonly VoicePart[],
  duration: VideoTime,
): readonly VoicePacket[] {
  const placed = packets.flatMap((packet): VoicePacket[] => {
    const part = parts[lastIndex(parts, ({ from }) => from <= packet.time + slack)]
    if (part === undefined || packet.time >= part.to) return []
    return [{ ...packet, time: Math.max(part.videoFrom, part.videoFrom + packet.time - part.from) }]
  })
  const voice: VoicePacket[] = []
  let end = 0
  const fillUntil = (time: VideoTime) => {
    for (; time - end >= silenceTime - slack; end += silenceTime) {
      voice.push({ time: end, duration: silenceTime, data: silence })
    }
  }
  for (const [index, packet] of placed.entries()) {
    const next = placed[index + 1]
    // Where something was cut out, the last packet before it may reach into the first one after.
    if (next !== undefined && packet.time + packet.duration > next.time + slack) continue
    if (packet.time + packet.duration > duration + slack) break
    fillUntil(packet.time)
    voice.push(packet)
    end = Math.max(end, packet.time + packet.duration)
  }
  fillUntil(duration)
  return voice
}
