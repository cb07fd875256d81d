import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchHopscope } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'

/** What axe finds wrong by WCAG 2 A and AA, as one line each. */
async function findObstacles(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

describe('the screen for those who do not see it, or not well', () => {
  let hopscope: RunningHopscope
  let page: Page

  beforeAll(async () => {
    hopscope = await launchHopscope({
      host: 'browser',
      environment: { HOPSCOPE_HOST: 'linux', DOCKER_HOST: 'unix:///nowhere/docker.sock' },
    })
    page = hopscope.page
    page.setDefaultTimeout(20_000)
    await page.getByRole('row').filter({ hasText: 'request' }).first().click()
  })
  afterAll(() => hopscope.close())

  async function choose(theme: string): Promise<void> {
    await page.getByRole('button', { name: 'Theme' }).click()
    await page.getByRole('menuitemradio', { name: theme }).click()
    await page.getByRole('menu').waitFor({ state: 'detached' })
  }

  it.each(['Dark', 'Light', 'Projector'])('has no obstacles in the theme %s', async (theme) => {
    await choose(theme)
    expect(await findObstacles(page)).toEqual([])
  })

  it.each(['Ladder', 'Terminals', 'Facts'])('has no obstacles on the tab %s', async (tab) => {
    await page.getByRole('tab', { name: tab }).click()
    expect(await findObstacles(page)).toEqual([])
  })

  it('has no obstacles in Japanese', async () => {
    await page.getByRole('button', { name: '日本語' }).click()
    await page.getByRole('tab', { name: 'パケット' }).click()
    await page.locator('html[lang=ja]').waitFor()
    expect(await findObstacles(page)).toEqual([])
  })
})
