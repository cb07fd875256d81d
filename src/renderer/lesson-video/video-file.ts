import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  TextSubtitleSource,
  WebMOutputFormat,
} from 'mediabunny'
import { RequestError } from '../../contract/messages'
import { describeProblem } from '../../contract/problems'
import { webVtt } from '../../core/lesson/captions'
import { localText, type LessonContent } from '../../core/lesson/lesson'
import type { VideoClock } from '../../core/lesson/video-clock'
import type { VideoCodecChoice, VideoFormat } from './choose-codec'
import { narrationPackets, type Voice } from './narration-packets'

/** How captions come with a video: in its picture, as tracks that players know, or not at all. */
export type VideoCaptions = 'burnt-in' | 'track' | 'none'

/** What a video file is written of. */
export interface VideoFileOptions {
  readonly content: LessonContent
  readonly format: VideoFormat
  readonly language: 'en' | 'ja'
  readonly captions: VideoCaptions
  readonly framesPerSecond: number
}

/** A video file that is being written. */
export interface VideoFile {
  /** Adds a picture; they come in order. */
  addVideo(chunk: EncodedVideoChunk, meta: EncodedVideoChunkMetadata | undefined): Promise<void>
  /** Adds the voice up to a time in milliseconds. */
  addVoice(time: number): Promise<void>
  finish(): Promise<Uint8Array>
  cancel(): Promise<void>
}

/** Begins a video file: its tracks are there, the subtitles are complete, pictures and voice come as they are made. */
export async function openVideoFile(
  { content, format, language, captions, framesPerSecond }: VideoFileOptions,
  clock: VideoClock,
  choice: VideoCodecChoice,
): Promise<VideoFile> {
  const target = new BufferTarget()
  const output = new Output({ format: format === 'webm' ? new WebMOutputFormat() : new Mp4OutputFormat(), target })
  const video = new EncodedVideoPacketSource(choice.name)
  output.addVideoTrack(video, { frameRate: framesPerSecond })
  const voice = await readVoice(content, clock)
  const audio = voice === null ? null : new EncodedAudioPacketSource('opus')
  if (audio !== null) output.addAudioTrack(audio)
  const subtitles =
    captions === 'track' && content.lesson.captions.length > 0 ? ([language, other(language)] as const) : []
  const texts = subtitles.map((each) => {
    const source = new TextSubtitleSource('webvtt')
    output.addSubtitleTrack(source, {
      languageCode: each === 'en' ? 'eng' : 'jpn',
      name: each === 'en' ? 'English' : '日本語',
      disposition: { default: each === language },
    })
    return { source, text: webVtt(content.lesson, each) }
  })
  output.setMetadataTags({ title: localText(content.lesson.title, language) })
  await output.start()
  for (const { source, text } of texts) {
    await source.add(text)
    source.close()
  }
  let spoken = 0
  return {
    addVideo: (chunk, meta) => video.add(EncodedPacket.fromEncodedChunk(chunk), meta),
    addVoice: async (time) => {
      for (let packet = voice?.packets[spoken]; packet && packet.time <= time; packet = voice?.packets[++spoken]) {
        const { data, duration } = packet
        const encoded = new EncodedPacket(data, 'key', packet.time / 1000, duration / 1000)
        await audio?.add(encoded, voice === null || spoken > 0 ? undefined : { decoderConfig: voice.config })
      }
    },
    finish: async () => {
      await output.finalize()
      if (target.buffer === null) throw new Error('The video file was not written.')
      return new Uint8Array(target.buffer)
    },
    cancel: () => output.cancel(),
  }
}

async function readVoice(content: LessonContent, clock: VideoClock): Promise<Voice | null> {
  try {
    return await narrationPackets(content, clock)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const message = `This lesson is damaged: narration.webm: ${reason}`
    throw new RequestError(describeProblem('lesson-damaged', message, { part: 'narration.webm', reason }))
  }
}

function other(language: 'en' | 'ja'): 'en' | 'ja' {
  return language === 'en' ? 'ja' : 'en'
}
