/** The files that a video can be. */
export type VideoFormat = 'webm' | 'mp4'

/** What a video's pictures are encoded with here. */
export interface VideoCodecChoice {
  readonly config: VideoEncoderConfig
  /** What the file calls it. */
  readonly name: 'vp9' | 'vp8' | 'avc'
  /** What each frame is encoded with besides whether it is a key frame. */
  readonly frame: VideoEncoderEncodeOptions
}

/** Size of a video in pixels, both even, and how many frames a second has. */
export interface VideoSize {
  readonly width: number
  readonly height: number
  readonly framesPerSecond: number
}

/** How coarse VP9 may be, of 63: thin lines and small texts are still sharp. */
const quantizer = 26
/** Where a quantizer cannot be given: bits for each pixel of each frame. */
const bitsPerPixel = 0.1

/**
 * The first codec of a format that this browser encodes, from the one that gives the best picture on; null when it has
 * none. WebM's are in software: the same frames are the same bytes each time.
 */
export async function chooseCodec(format: VideoFormat, size: VideoSize): Promise<VideoCodecChoice | null> {
  if (typeof VideoEncoder === 'undefined') return null
  for (const choice of format === 'webm' ? webmChoices(size) : mp4Choices(size)) {
    const { supported } = await VideoEncoder.isConfigSupported(choice.config).catch(() => ({ supported: false }))
    if (supported === true) return choice
  }
  return null
}

function webmChoices(size: VideoSize): readonly VideoCodecChoice[] {
  const vp9 = {
    ...common(size),
    codec: `vp09.00.${vp9Level(size)}.08`,
    hardwareAcceleration: 'prefer-software',
  } as const
  return [
    { name: 'vp9', config: { ...vp9, bitrateMode: 'quantizer' }, frame: { vp9: { quantizer } } },
    { name: 'vp9', config: { ...vp9, bitrate: bitrateOf(size) }, frame: {} },
    {
      name: 'vp8',
      config: { ...common(size), codec: 'vp8', bitrate: bitrateOf(size), hardwareAcceleration: 'prefer-software' },
      frame: {},
    },
  ]
}

/** H.264 plays everywhere; VP9 in MP4 at least where it is encoded. */
function mp4Choices(size: VideoSize): readonly VideoCodecChoice[] {
  const level = size.width * size.height > 1920 * 1088 || size.framesPerSecond > 30 ? '33' : '28'
  const avc = (profile: string): VideoCodecChoice => ({
    name: 'avc',
    config: { ...common(size), codec: `avc1.${profile}${level}`, bitrate: bitrateOf(size), avc: { format: 'avc' } },
    frame: {},
  })
  return [avc('6400'), avc('4d00'), avc('42e0'), ...webmChoices(size).filter(({ name }) => name === 'vp9')]
}

/** Nothing is dropped and nothing adapts to how busy the machine is. */
function common({ width, height, framesPerSecond }: VideoSize) {
  return { width, height, framerate: framesPerSecond, latencyMode: 'quality' } as const
}

function bitrateOf({ width, height, framesPerSecond }: VideoSize): number {
  return Math.round(width * height * framesPerSecond * bitsPerPixel)
}

/** The lowest of VP9's levels that has room for the picture. */
function vp9Level({ width, height, framesPerSecond }: VideoSize): string {
  const rate = width * height * framesPerSecond
  if (rate <= 36_864_000 && width * height <= 983_040) return '31'
  if (rate <= 83_558_400 && width * height <= 2_228_224) return '40'
  if (rate <= 160_432_128 && width * height <= 2_228_224) return '41'
  return rate <= 311_951_360 ? '50' : '52'
}
