import type { VideoCodecChoice, VideoSize } from './choose-codec'
import type { Film } from './create-film'
import { createPictures } from './pictures'
import type { VideoFile } from './video-file'

/** So many frames may wait for the encoder: one that is encoded while the next one is drawn. */
const framesAhead = 2
/** A player can seek to a key frame; there is one at least every so many milliseconds. */
const keyFrameTime = 4000

/** Where frames go. */
export interface FrameSink extends Pick<VideoFile, 'addVideo'> {
  readonly signal: AbortSignal | undefined
  /** A frame was handed to the encoder: its end in milliseconds, and how much is done. */
  onFrame(time: number, share: number): Promise<void>
}

/** Draws frame after frame while the one before is encoded; rejects when the encoder fails or the signal says so. */
export async function encodeFrames(
  film: Film,
  size: VideoSize,
  choice: VideoCodecChoice,
  sink: FrameSink,
): Promise<void> {
  const pictures = createPictures(film, size)
  const frameTime = 1000 / size.framesPerSecond
  const count = Math.max(1, Math.ceil(film.clock.duration / frameTime - 1e-6))
  const keyFrames = keyFramesOf(film, frameTime, count)
  const failures: Error[] = []
  let adding = Promise.resolve()
  let wake = () => {}
  const encoder = new VideoEncoder({
    output: (chunk, meta) => {
      adding = adding.then(() => sink.addVideo(chunk, meta))
      adding.catch((error: unknown) => {
        failures.push(error instanceof Error ? error : new Error(String(error)))
      })
    },
    error: (error) => {
      failures.push(error)
      wake()
    },
  })
  encoder.ondequeue = () => wake()
  try {
    encoder.configure(choice.config)
    for (let index = 0; index < count; index++) {
      const time = index * frameTime
      const image = pictures.at(time)
      const timestamp = Math.round(time * 1000)
      const frame = new VideoFrame(image, { timestamp, duration: Math.round((time + frameTime) * 1000) - timestamp })
      encoder.encode(frame, { ...choice.frame, keyFrame: keyFrames.has(index) })
      frame.close()
      while (encoder.encodeQueueSize > framesAhead && failures.length === 0) {
        await new Promise<void>((resolve) => (wake = resolve))
      }
      await sink.onFrame(time + frameTime, (index + 1) / count)
      sink.signal?.throwIfAborted()
      if (failures[0] !== undefined) throw failures[0]
    }
    await encoder.flush()
    await adding
    if (failures[0] !== undefined) throw failures[0]
  } finally {
    if (encoder.state !== 'closed') encoder.close()
  }
}

/** Also where a chapter begins: people seek there. */
function keyFramesOf({ clock, content }: Film, frameTime: number, count: number): ReadonlySet<number> {
  const every = Math.round(keyFrameTime / frameTime)
  const frames = new Set<number>()
  for (let index = 0; index < count; index += every) frames.add(index)
  for (const { at } of content.lesson.chapters) frames.add(Math.ceil(clock.videoTime(at) / frameTime))
  return frames
}
