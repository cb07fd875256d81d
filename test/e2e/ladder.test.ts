import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchHopscope } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'

describe('the ladder', () => {
  let hopscope: RunningHopscope
  let page: Page
  const ladder = () => page.getByRole('region', { name: 'Ladder diagram' })
  const heads = () => ladder().locator('.ladder-column').allInnerTexts()
  const open = async (title: RegExp) => {
    await page.getByRole('button', { name: 'Recordings' }).click()
    await page.getByRole('menuitem', { name: title }).click()
    // Until then the recording that was shown before still plays, and would be the one to pause.
    await page
      .getByRole('status')
      .filter({ hasText: /^Recording/ })
      .filter({ hasText: title })
      .waitFor()
    await page.getByRole('button', { name: 'Pause' }).click()
  }

  beforeAll(async () => {
    hopscope = await launchHopscope({
      host: 'browser',
      environment: { HOPSCOPE_HOST: 'linux', DOCKER_HOST: 'unix:///nowhere/docker.sock', DISPLAY: ':0' },
    })
    page = hopscope.page
    page.setDefaultTimeout(20_000)
    await page
      .getByRole('status')
      .filter({ hasText: /^Recording/ })
      .waitFor()
    await open(/two masquerades/)
    await page.getByRole('tab', { name: 'Ladder' }).click()
  })
  afterAll(() => hopscope.close())

  it('has one column for each interface, in the order in which packets pass them', async () => {
    await ladder().locator('.ladder-line').first().waitFor()
    const names = (await heads()).map((text) => text.split('\n'))
    expect(names[0]).toEqual(['eth0', 'container1 · Ubuntu'])
    expect(names.slice(2).map(([name]) => name)).toEqual(['docker0', 'eth0', 'vEthernet (WSL)', 'Wi-Fi'])
    await ladder().locator('.ladder-rewrite').filter({ hasText: '172.17.0.2 → 172.25.140.84' }).first().waitFor()
  })

  it('zooms by key, button and wheel, and fits', async () => {
    const width = async () => (await ladder().locator('.ladder-column').first().boundingBox())!.width
    const before = await width()
    await ladder().focus()
    await page.keyboard.press('+')
    await expect.poll(width).toBeGreaterThan(before)
    await page.keyboard.press('-')
    await expect.poll(width).toBe(before)
    await ladder().getByRole('button', { name: 'Zoom out' }).click()
    await expect.poll(width).toBeLessThan(before)
    await ladder().hover()
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -100)
    await page.keyboard.up('Control')
    await ladder().getByRole('button', { name: 'Fit the columns' }).click()
    await expect.poll(() => ladder().evaluate((element) => element.scrollWidth <= element.clientWidth + 1)).toBe(true)
  })

  it('goes from packet to packet by the arrow keys, with the player’s place as a line', async () => {
    await page.getByRole('tab', { name: 'Packets' }).click()
    await page.getByRole('row').filter({ hasText: '2 NAT' }).first().click()
    await page.getByRole('tab', { name: 'Ladder' }).click()
    await ladder().focus()
    await page.keyboard.press('ArrowDown')
    await ladder().locator('.ladder-line.is-selected .ladder-label').filter({ hasText: 'reply 1' }).waitFor()
    await ladder().locator('.ladder-now').waitFor({ state: 'attached' })
    await ladder().locator('.ladder-line.is-selected .ladder-dot').last().click()
    await page.getByRole('complementary').locator('.hop.is-selected').filter({ hasText: 'container1' }).waitFor()
  })

  it('shows gaps of true time, and is a table for those who hear it', async () => {
    await ladder().getByRole('checkbox', { name: 'True time' }).check()
    await ladder().locator('.ladder-gap').first().waitFor()
    const table = ladder().getByRole('table', { name: 'The ladder as a table' })
    expect(await table.getByRole('row').count()).toBe(61)
    await ladder().getByRole('checkbox', { name: 'True time' }).uncheck()
    const { violations } = await new AxeBuilder({ page }).include('.ladder').analyze()
    expect(violations).toEqual([])
  })

  it('says where a packet was lost, and why', async () => {
    await open(/DOCKER-USER drops it/)
    await ladder().locator('.ladder-lost').first().waitFor()
    await ladder().locator('.ladder-why').filter({ hasText: 'A firewall rule drops it (certain)' }).first().waitFor()
  })
})
