import { chromium, type CDPSession } from 'playwright-core'
import { findChromium } from '../electron/find-chromium'
import { feed, openHistoryPage } from './open-history-page'
import type { Measure } from './measure'

/** What the screen remembers unless told otherwise. */
const historyLimit = 100_000
/** Ten minutes of 200 packets a second: a request and its reply each time. */
const exchanges = (600 * 200) / 2

/**
 * The whole screen on a scripted tracer, its history full: the packets of ten minutes at 200 a second come in faster than
 * that, with the lines of their captures. What is compared is the page's heap, with what it holds outside of it, after the
 * garbage is collected.
 */
export async function historyBench(log: (line: string) => void): Promise<readonly Measure[]> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await openHistoryPage(browser)
    const session = await page.context().newCDPSession(page)
    const full = historyLimit + historyLimit / 50
    await feed(page, 1, full)
    const before = await heapOf(session)
    log(`history full: ${(before / 1e6).toFixed(0)} MB`)
    await feed(page, full, full + exchanges)
    const after = await heapOf(session)
    log(`ten minutes later: ${(after / 1e6).toFixed(0)} MB`)
    return [
      {
        name: 'memory, ten minutes after the history is full',
        value: after / before,
        unit: '×',
        isMoreBetter: false,
        target: 1.05,
      },
    ]
  } finally {
    await browser.close()
  }
}

/** Bytes that the page holds when its garbage is collected. */
async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.enable')
  // The first collection runs finalizers, whose garbage the second collects.
  for (let time = 0; time < 2; time++) await session.send('HeapProfiler.collectGarbage')
  const usage = await session.send('Runtime.getHeapUsage')
  return usage.usedSize + usage.backingStorageSize
}
