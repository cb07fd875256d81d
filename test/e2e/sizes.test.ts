import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openScreens, type Screens } from '../gallery/open-screens'

const sizes = [
  { width: 900, height: 600 },
  { width: 1280, height: 720 },
  { width: 1600, height: 1000 },
  { width: 2560, height: 1440 },
]

/** Controls of the bars that stand over one another or out of the window, and a page that scrolls. */
async function findMisplaced(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    if (document.documentElement.scrollWidth > window.innerWidth) found.push('the page scrolls')
    for (const bar of document.querySelectorAll('[data-region=bar], [data-region=player], [data-region=status]')) {
      const boxes = [...bar.querySelectorAll('button, input, [role=slider], .status-bar > span')]
        .filter((element) => element.closest('.combo-box') === null || element.tagName === 'INPUT')
        .filter((element) => element.parentElement?.closest('button, .status-bar > span') == null)
        .map((element) => ({
          name: `${element.textContent || element.getAttribute('aria-label')}`,
          box: element.getBoundingClientRect(),
        }))
        .filter(({ box }) => box.width > 1)
      for (const [index, { name, box }] of boxes.entries()) {
        if (box.left < 0 || box.right > window.innerWidth + 0.5 || box.bottom > window.innerHeight + 0.5) {
          found.push(`${name} is out of the window`)
        }
        for (const other of boxes.slice(index + 1)) {
          const isOver =
            box.left < other.box.right - 0.5 &&
            other.box.left < box.right - 0.5 &&
            box.top < other.box.bottom - 0.5 &&
            other.box.top < box.bottom - 0.5
          if (isOver) found.push(`${name} over ${other.name}`)
        }
      }
    }
    return found
  })
}

describe('the screen at every size', () => {
  let screens: Screens
  beforeAll(async () => {
    screens = await openScreens()
  })
  afterAll(() => screens.close())

  it.each([
    ['en', 'dark', 'recording'],
    ['ja', 'dark', 'capturing'],
    ['en', 'projector', 'capturing'],
    ['ja', 'projector', 'recording'],
  ] as const)('keeps its bars whole in %s, %s, %s', async (language, theme, state) => {
    const page = await screens.open({ language, theme, state, context: { reducedMotion: 'reduce' } })
    await page
      .locator(state === 'recording' ? '.packet-rows' : '.dot-on')
      .first()
      .waitFor()
    for (const size of sizes) {
      await page.setViewportSize(size)
      expect([size.width, await findMisplaced(page)]).toEqual([size.width, []])
    }
    await page.context().close()
  })
})
