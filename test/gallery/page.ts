import type { GalleryScene } from './gallery-scene'
import { prepareScene } from './prepare-scene'

/** How long frames took, in milliseconds: from one to the next, and for positions and drawing alone. */
export interface FrameTimes {
  readonly intervals: readonly number[]
  readonly work: readonly number[]
  /** Most packets shown at once, and fewest tokens that stood for them. */
  readonly packets: number
  readonly tokens: number
}

declare global {
  // How the script that drives the page hands a scene over; the share of its timeline is from 0 to 1.
  var showScene: (scene: GalleryScene, share: number) => void
  var playScene: (scene: GalleryScene, share: number, frames: number) => Promise<FrameTimes>
}

globalThis.showScene = (scene, share) => {
  const { timeline, draw } = prepareScene(document.body, scene)
  draw(timeline.duration * share)
}

globalThis.playScene = async (scene, share, frames) => {
  const { timeline, draw } = prepareScene(document.body, scene)
  const intervals: number[] = []
  const work: number[] = []
  let packets = 0
  let tokens = Infinity
  let last = await nextFrame()
  for (let frame = 0; frame < frames; frame++) {
    const start = performance.now()
    const drawn = draw(timeline.duration * share + frame * 16)
    packets = Math.max(packets, drawn.packets)
    tokens = Math.min(tokens, drawn.tokens)
    work.push(performance.now() - start)
    const now = await nextFrame()
    intervals.push(now - last)
    last = now
  }
  return { intervals, work, packets, tokens }
}

function nextFrame(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(resolve)
  })
}
