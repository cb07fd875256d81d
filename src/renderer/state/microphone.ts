import { RequestError, type Problem } from '../../contract/messages'
import { describeProblem } from '../../contract/problems'

/** A microphone that the user has let Hopscope hear. */
export interface Microphone {
  /** Begins to record; `onVoice` gets the voice as one WebM file in pieces, twice a second. */
  start(onVoice: (piece: Uint8Array) => void): void
  pause(): void
  resume(): void
  /** Resolves when the last piece was handed over; the microphone is let go. */
  stop(): Promise<void>
  /** How loud it is at the moment, 0 to 1 on a scale as ears have it. */
  level(): number
}

/** What the browser offers for it; a test gives its own. */
export interface MicrophoneHost {
  readonly devices: Pick<MediaDevices, 'getUserMedia'> | undefined
  readonly createRecorder: (stream: MediaStream, options: MediaRecorderOptions) => MediaRecorder
  readonly createAudio: () => AudioContext
}

const mimeType = 'audio/webm;codecs=opus'
/** Speech is clear at it; an hour takes 22 MB. */
const bitsPerSecond = 48_000
const pieceLength = 500
/** The quietest that the meter shows. */
const quietest = -60

/** This browser's own microphone. */
export const browserMicrophone: MicrophoneHost = {
  devices: typeof navigator === 'undefined' ? undefined : navigator.mediaDevices,
  createRecorder: (stream, options) => new MediaRecorder(stream, options),
  createAudio: () => new AudioContext(),
}

/**
 * Asks for the microphone. Rejects with a `RequestError`: `microphone-denied`, `no-microphone` or `microphone-failed`.
 * `onLost` is told `microphone-lost` when it is unplugged or taken away.
 */
export async function openMicrophone(host: MicrophoneHost, onLost: (problem: Problem) => void): Promise<Microphone> {
  if (host.devices === undefined) throw new RequestError(noMicrophone())
  const stream = await host.devices
    .getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } })
    .catch((error: unknown) => {
      throw new RequestError(problemOf(error))
    })
  const audio = host.createAudio()
  const analyser = audio.createAnalyser()
  analyser.fftSize = 1024
  audio.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const recorder = host.createRecorder(stream, { mimeType, audioBitsPerSecond: bitsPerSecond })
  const [track] = stream.getAudioTracks()
  let isWanted = true
  /** Pieces are read one after the other, so that they stay in order. */
  let reading: Promise<void> = Promise.resolve()
  const stopped = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve(), { once: true }))
  const lose = (): void => {
    if (!isWanted) return
    isWanted = false
    onLost(microphoneLost(track?.label ?? ''))
  }
  track?.addEventListener('ended', lose)
  recorder.addEventListener('error', lose)

  return {
    start: (onVoice) => {
      recorder.addEventListener('dataavailable', ({ data }) => {
        if (data.size === 0) return
        reading = reading.then(async () => onVoice(new Uint8Array(await data.arrayBuffer())))
      })
      recorder.start(pieceLength)
    },
    pause: () => {
      if (recorder.state === 'recording') recorder.pause()
    },
    resume: () => {
      if (recorder.state === 'paused') recorder.resume()
    },
    stop: async () => {
      isWanted = false
      if (recorder.state !== 'inactive') {
        recorder.stop()
        await stopped
      }
      for (const each of stream.getTracks()) each.stop()
      await audio.close()
      await reading
    },
    level: () => {
      if (recorder.state !== 'recording') return 0
      analyser.getFloatTimeDomainData(samples)
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
      const decibels = power <= 0 ? quietest : 10 * Math.log10(power)
      return Math.min(1, Math.max(0, 1 - decibels / quietest))
    },
  }
}

function problemOf(error: unknown): Problem {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) }
  if (name === 'NotAllowedError' || name === 'SecurityError') return microphoneDenied()
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return noMicrophone()
  const text = `The microphone cannot be used: ${message}. The lesson is recorded without a voice.`
  return describeProblem('microphone-failed', text, { reason: message })
}

function microphoneDenied(): Problem {
  const text =
    'Hopscope may not use the microphone, so the lesson is recorded without a voice. Allow it for this page, or in the system’s privacy settings, and record anew.'
  return describeProblem('microphone-denied', text)
}

function noMicrophone(): Problem {
  const text = 'There is no microphone, so the lesson is recorded without a voice. Plug one in and record anew.'
  return describeProblem('no-microphone', text)
}

function microphoneLost(name: string): Problem {
  const text = `The microphone is gone${name === '' ? '' : ` (${name})`}. What was said until now is kept, and the recording goes on without a voice.`
  return describeProblem('microphone-lost', text, { name })
}
