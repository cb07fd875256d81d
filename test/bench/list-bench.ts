import { chromium, type Page } from 'playwright-core'
import { findChromium } from '../electron/find-chromium'
import { feed, openHistoryPage } from './open-history-page'
import { median, type Measure } from './measure'

const exchanges = 100_000
/** Each narrows another way: a word, a key, a network, a number, and what no packet has; with how many packets it finds. */
const filters: readonly (readonly [filter: string, found: number])[] = [
  ['echo-reply', exchanges],
  ['kind:request', exchanges],
  ['to:8.8.0.0/16', exchanges],
  ['seq:77', 4],
  ['verdict:lost', 0],
  ['via:docker0 -kind:reply', exchanges],
]
const scrollFrames = 240
/** A frame of 60 a second, and what a busy machine may add to it. */
const frameBudgetMs = 1000 / 60 + 4

/**
 * The packet list of 100,000 exchanges in Chromium without a GPU, 1280 × 800: how long from a key in the filter until the
 * list shows the result, and which share of frames is in time while it scrolls.
 */
export async function listBench(log: (line: string) => void): Promise<readonly Measure[]> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await openHistoryPage(browser)
    await feed(page, 1, exchanges + 1)
    await page
      .getByText(`${(2 * exchanges).toLocaleString('en')} packets`)
      .first()
      .waitFor()
    const times: number[] = []
    for (const [filter, found] of filters) {
      const time = await filterTime(page, filter, found)
      log(`${filter}: ${time.toFixed(1)} ms`)
      times.push(time)
      await filterTime(page, '', 2 * exchanges)
    }
    const intervals = await scroll(page)
    const inTime = intervals.filter((interval) => interval <= frameBudgetMs).length / intervals.length
    log(`${intervals.length} frames while scrolling, ${(inTime * 100).toFixed(1)} % in time`)
    return [
      {
        name: 'filtering 100,000 exchanges, median',
        value: median(times),
        unit: 'ms',
        isMoreBetter: false,
        target: 50,
      },
      { name: 'frames in time while the list scrolls', value: inTime * 100, unit: '%', isMoreBetter: true, target: 95 },
    ]
  } finally {
    await browser.close()
  }
}

/** From the input event until the list has as many rows as the filter finds. */
function filterTime(page: Page, text: string, found: number): Promise<number> {
  return page.evaluate(
    async ([value, wanted]) => {
      const input = document.querySelector<HTMLInputElement>('#packet-filter')!
      const list = document.querySelector('.packet-table')!
      const shown = new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          // The head is a row too.
          if (Number(list.getAttribute('aria-rowcount')) !== wanted + 1) return
          observer.disconnect()
          resolve()
        })
        observer.observe(list, { attributes: true })
      })
      await new Promise(requestAnimationFrame)
      const start = performance.now()
      // React keeps its own account of the value; this is the setter that typing goes through.
      Reflect.set(HTMLInputElement.prototype, 'value', value, input)
      input.dispatchEvent(new Event('input', { bubbles: true }))
      await shown
      return performance.now() - start
    },
    [text, found] as const,
  )
}

/** Milliseconds between frames while the list is scrolled by a good many rows each. */
function scroll(page: Page): Promise<readonly number[]> {
  return page.evaluate(async (frames) => {
    const list = document.querySelector('.packet-table')!
    list.scrollTop = 0
    for (let frame = 0; frame < 30; frame++) await new Promise(requestAnimationFrame)
    const intervals: number[] = []
    let last = await new Promise<number>(requestAnimationFrame)
    for (let frame = 0; frame < frames; frame++) {
      list.scrollTop += 90
      const now = await new Promise<number>(requestAnimationFrame)
      intervals.push(now - last)
      last = now
    }
    return intervals
  }, scrollFrames)
}
