import type { MicrophoneHost } from '../../src/renderer/state/microphone'

/** A microphone in memory that says what a test makes it say. */
export interface FakeMicrophone {
  readonly host: MicrophoneHost
  say(text: string): void
  unplug(): void
  readonly state: () => MediaRecorder['state']
  /** Whether the device is still held. */
  readonly isHeld: () => boolean
}

/** A device that is there, or asking for which fails with an error of this name. */
export function createFakeMicrophone(failure: string | null = null): FakeMicrophone {
  const track = Object.assign(new EventTarget(), { label: 'Desk microphone', stop: () => void (isHeld = false) })
  const stream = { getAudioTracks: () => [track], getTracks: () => [track] }
  let isHeld = false
  let state: MediaRecorder['state'] = 'inactive'
  let unsaid = ''
  const emit = (text: string) =>
    recorder.dispatchEvent(Object.assign(new Event('dataavailable'), { data: new Blob([text]) }))
  const recorder = Object.assign(new EventTarget(), {
    start: () => void (state = 'recording'),
    pause: () => void (state = 'paused'),
    resume: () => void (state = 'recording'),
    stop: () => {
      state = 'inactive'
      emit(unsaid)
      recorder.dispatchEvent(new Event('stop'))
    },
  })
  Object.defineProperty(recorder, 'state', { get: () => state })
  const analyser = { fftSize: 0, getFloatTimeDomainData: (samples: Float32Array) => void samples.fill(0.1) }
  return {
    host: {
      devices: {
        getUserMedia: () => {
          if (failure !== null) return Promise.reject(Object.assign(new Error('not now'), { name: failure }))
          isHeld = true
          return Promise.resolve(stream as unknown as MediaStream)
        },
      },
      createRecorder: () => recorder as unknown as MediaRecorder,
      createAudio: () =>
        ({
          createAnalyser: () => analyser,
          createMediaStreamSource: () => ({ connect: () => undefined }),
          close: () => Promise.resolve(),
        }) as unknown as AudioContext,
    },
    say: (text) => {
      emit(text)
      unsaid = ` after ${text}`
    },
    unplug: () => {
      track.dispatchEvent(new Event('ended'))
      recorder.stop()
    },
    state: () => state,
    isHeld: () => isHeld,
  }
}
