import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openScreens, type Screens } from '../gallery/open-screens'
import { findMisplaced } from './find-misplaced'

const sizes = [
  { width: 900, height: 600 },
  { width: 1280, height: 720 },
  { width: 1600, height: 1000 },
  { width: 2560, height: 1440 },
]

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
