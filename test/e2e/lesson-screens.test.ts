import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openScreens, type Screens } from '../gallery/open-screens'
import { findMisplaced } from './find-misplaced'

const sizes = [
  { width: 900, height: 600 },
  { width: 1280, height: 720 },
  { width: 2560, height: 1440 },
]

/** What axe finds wrong, as one line each. */
async function findObstacles(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

/** Texts of a lesson's own parts that do not fit where they stand. */
async function findCut(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        '.lesson-caption p, .question-card h2, .answer-choices .button, .lesson-card',
      ),
    ]
      .filter(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => {
        return scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 2
      })
      .map((element) => element.textContent),
  )
}

let screens: Screens
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(() => screens.close())

describe.each([
  ['en', 'light'],
  ['ja', 'projector'],
] as const)('a lesson in %s, %s', (language, theme) => {
  let page: Page
  beforeAll(async () => {
    page = await screens.open({ state: 'home', language, theme, context: { reducedMotion: 'reduce' } })
  })
  afterAll(() => page.context().close())

  const check = async (what: string) => {
    for (const size of sizes) {
      await page.setViewportSize(size)
      expect([what, size.width, await findMisplaced(page), await findCut(page)]).toEqual([what, size.width, [], []])
    }
    expect([what, await findObstacles(page)]).toEqual([what, []])
  }

  it('begins at Home, whole at every size', async () => {
    await page.locator('.lesson-card').nth(5).waitFor()
    await check('home')
  })

  it('is whole while it says something, and while it asks', async () => {
    await page.locator('.lesson-card').nth(2).click()
    await page.locator('.lesson-caption p:not(:empty)').waitFor()
    await check('caption')
    await page.keyboard.press('Space')
    await page.locator('.question-card').waitFor({ timeout: 60_000 })
    await check('question')
    await page.locator('.question-card .button-primary').click()
    await page.locator('.question-card.is-wrong').waitFor()
    await page.locator('.lesson-bar button').first().click()
    await check('answer')
  })

  it('is whole while the student explores, and while the author edits and sends', async () => {
    await page.keyboard.press('ArrowRight')
    await page.locator('.return-strip').waitFor()
    await check('exploring')
    await page.keyboard.press('y')
    await page.keyboard.press('Shift+E')
    await page.locator('.lesson-editor').waitFor()
    await check('editor')
    for (const list of ['captions', 'spotlights', 'questions']) {
      await page.locator(`.track-${list}`).first().click()
      await page.locator('.editor-form h2').waitFor()
      expect([list, await findObstacles(page)]).toEqual([list, []])
    }
    await page.locator('.lesson-bar button').last().click()
    await page.locator('.send-dialog').waitFor()
    await check('send')
  })
})
