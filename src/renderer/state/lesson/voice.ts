/** The voice of a lesson, which follows the lesson's clock. */
export interface Voice {
  /** The narration of the lesson that is open, null for one without. */
  load(narration: Uint8Array | null): void
  /** Says what belongs to a moment, in milliseconds of the narration; null is silence. Called often; it corrects itself. */
  follow(moment: number | null, isRunning: boolean, speed: number): void
}

/** So far the voice may be from the picture before it is set right, which can be heard. */
const tolerance = 0.3

/** A voice by an audio element of this page. */
export function createVoice(): Voice {
  let audio: HTMLAudioElement | null = null
  let url: string | null = null
  return {
    load: (narration) => {
      audio?.pause()
      if (url !== null) URL.revokeObjectURL(url)
      audio = null
      url = null
      if (narration === null) return
      url = URL.createObjectURL(new Blob([new Uint8Array(narration)], { type: 'audio/webm' }))
      audio = new Audio(url)
      audio.preload = 'auto'
    },
    follow: (moment, isRunning, speed) => {
      if (audio === null) return
      const isHeard = isRunning && moment !== null && moment >= 0 && !(moment / 1000 > audio.duration)
      if (!isHeard) {
        if (!audio.paused) audio.pause()
        return
      }
      if (audio.playbackRate !== speed) audio.playbackRate = speed
      if (Math.abs(audio.currentTime - moment / 1000) > tolerance) audio.currentTime = moment / 1000
      // A browser that lets nothing sound without a click says so here; the captions say the same.
      if (audio.paused) audio.play().catch(() => undefined)
    },
  }
}
