import type { Page } from 'playwright-core'

/**
 * How many different pictures the packets' canvas shows, empty ones aside: returns as soon as there are `wanted`, or
 * after 30 seconds. More than one means that something moved.
 */
export function countPictures(page: Page, wanted: number): Promise<number> {
  return page.evaluate(async (enough) => {
    const seen = new Set<string>()
    const empty = document.createElement('canvas')
    const end = performance.now() + 30_000
    while (seen.size < enough && performance.now() < end) {
      await new Promise(requestAnimationFrame)
      const canvas = document.querySelector<HTMLCanvasElement>('canvas.token-canvas')
      if (canvas === null) continue
      empty.width = canvas.width
      empty.height = canvas.height
      const picture = canvas.toDataURL()
      if (picture !== empty.toDataURL()) seen.add(picture)
    }
    return seen.size
  }, wanted)
}
