import type { Page } from 'playwright-core'

declare global {
  interface Window {
    /** Milliseconds from the navigation's start to the first frame that shows packets elsewhere than the one before. */
    movedAt: number | undefined
  }
}

/** When packets first moved in a page that is watched, in milliseconds from the start of its navigation. */
export async function movedAt(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => window.movedAt, undefined, { timeout: 60_000, polling: 50 })
  return (await handle.jsonValue())!
}

/** Watches for the first movement of packets in whatever the page opens next. */
export async function watchForMovement(page: Page): Promise<void> {
  // tsx names inner functions through a helper that the page does not have.
  await page.addInitScript('window.__name = (inner) => inner')
  await page.addInitScript(watch)
}

/** Runs in the page, before its own code. Looks at a small copy of the canvas, which costs little. */
function watch(): void {
  const small = document.createElement('canvas')
  small.width = 320
  small.height = 160
  const context = small.getContext('2d', { willReadFrequently: true })!
  let before: string | null = null
  const look = (): void => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas.token-canvas')
    if (canvas !== null && canvas.width > 0) {
      context.clearRect(0, 0, small.width, small.height)
      context.drawImage(canvas, 0, 0, small.width, small.height)
      const pixels = context.getImageData(0, 0, small.width, small.height).data
      const picture = pixels.some((value) => value !== 0) ? pixels.join() : null
      if (before !== null && picture !== null && picture !== before) {
        window.movedAt = performance.now()
        return
      }
      before = picture
    }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
