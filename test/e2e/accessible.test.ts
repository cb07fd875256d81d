import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openScreens, type Screens } from '../gallery/open-screens'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']

/** What axe finds wrong, as one line each. */
async function findObstacles(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

/** What axe finds hard to read. */
async function findFaint(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze()
  return violations.flatMap(({ nodes }) => nodes.map(({ target, any }) => `${target.join(' ')}: ${any[0]?.message}`))
}

let screens: Screens
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(() => screens.close())

/** Opens a recording with a packet selected and nothing moving. */
async function openRecording(language: 'en' | 'ja', theme: 'dark' | 'light' | 'projector'): Promise<Page> {
  const page = await screens.open({ language, theme, context: { reducedMotion: 'reduce' } })
  await page.getByRole('treegrid').getByRole('row').nth(1).click()
  await page.locator('.inspector .hop').first().waitFor()
  return page
}

/** Every view and everything that opens over it, by the keys and the names that are the same in both languages. */
const views: readonly (readonly [name: string, open: (page: Page) => Promise<unknown>])[] = [
  ['packets', (page) => page.keyboard.press('1')],
  ['ladder', (page) => page.keyboard.press('2')],
  ['terminals', (page) => page.keyboard.press('3')],
  ['facts', (page) => page.keyboard.press('4')],
  ['palette', (page) => open(page, () => page.keyboard.press('Control+k'), 'dialog')],
  ['keys', (page) => open(page, () => page.keyboard.press('?'), 'dialog')],
  ['recordings', (page) => open(page, () => page.locator('.top-bar-end [aria-haspopup=menu]').first().click(), 'menu')],
  ['theme', (page) => open(page, () => page.locator('.top-bar-end button').last().click(), 'menu')],
  ['speed', (page) => open(page, () => page.locator('.player .speed').click(), 'menu')],
  ['missing', (page) => open(page, () => page.locator('.status-button.tone-warn').click(), 'dialog')],
]

async function open(page: Page, act: () => Promise<unknown>, role: 'dialog' | 'menu'): Promise<void> {
  await act()
  await page.getByRole(role).waitFor()
}

async function close(page: Page): Promise<void> {
  const over = page.locator('[role=dialog], [role=menu]')
  if ((await over.count()) === 0) return
  await page.keyboard.press('Escape')
  await over.waitFor({ state: 'detached' })
}

describe('the screen for those who do not see it, or not well', () => {
  it.each([
    ['en', 'dark'],
    ['ja', 'light'],
  ] as const)('has no obstacles in any view in %s', async (language, theme) => {
    const page = await openRecording(language, theme)
    for (const [name, show] of views) {
      await show(page)
      expect([name, await findObstacles(page)]).toEqual([name, []])
      await close(page)
    }
    await page.context().close()
  })

  it.each(['dark', 'light', 'projector'] as const)('can be read in any view in the theme %s', async (theme) => {
    const page = await openRecording(theme === 'projector' ? 'ja' : 'en', theme)
    for (const [name, show] of views) {
      await show(page)
      expect([name, await findFaint(page)]).toEqual([name, []])
      await close(page)
    }
    await page.context().close()
  })
})
