import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeLab } from '../lab/describe-lab'
import type { Lab } from '../lab/lab'
import { createTestLab } from '../lab/test-lab'
import { launchHopscope } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'

describeLab('the player on a live trace', () => {
  let lab: Lab
  let hopscope: RunningHopscope
  let page: Page
  const complaints: string[] = []
  const toolbar = () => page.getByRole('toolbar', { name: 'Player' })
  const ping = (count: number, interval: number) =>
    lab.runInContainer('container1', ['ping', '-q', '-i', String(interval), '-c', String(count), '8.8.8.8'])

  beforeAll(async () => {
    lab = await createTestLab('player')
    await lab.up()
    hopscope = await launchHopscope({ host: 'browser', environment: lab.environment })
    page = hopscope.page
    page.setDefaultTimeout(20_000)
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.getByRole('button', { name: 'Start capture' }).click()
    await page.getByText(/^Live · \d+ captures$/).waitFor()
  })
  afterAll(async () => {
    await hopscope.close()
    await lab.down()
  })

  it('loses nothing while it is paused, and is back at the present with one key', async () => {
    await ping(1, 1)
    await page.getByRole('row').filter({ hasText: 'answered' }).first().waitFor()
    await toolbar().getByRole('button', { name: 'Pause' }).click()
    const position = page.getByRole('slider', { name: 'Position' })
    const text = () => position.getAttribute('aria-valuetext')
    await ping(20, 0.05)
    // Twenty requests and as many replies stand on the scrubber; ARP and others may, too.
    await expect.poll(async () => Number(/of (\d+)/.exec((await text()) ?? '')?.[1])).toBeGreaterThanOrEqual(42)
    await toolbar().getByRole('button', { name: 'Play', exact: true }).waitFor()
    await page.keyboard.press('l')
    await toolbar().getByRole('button', { name: 'Pause' }).waitFor()
    await expect
      .poll(async () => {
        const [, index, count] = /packet (\d+) of (\d+)/.exec((await text()) ?? '') ?? []
        return index === count
      })
      .toBe(true)
  })

  it('opens a bundle by keyboard, and picks a packet of it', async () => {
    const flood = ping(2000, 0.002)
    const list = page.getByRole('dialog', { name: /^\d+ packets stand here$/ })
    // Until the crowd is so thick that packets stand together.
    await expect
      .poll(async () => {
        await page.keyboard.press('o')
        return list.isVisible()
      })
      .toBe(true)
    await toolbar().getByRole('button', { name: 'Play', exact: true }).waitFor()
    const choices = list.getByRole('listitem').getByRole('button')
    expect(await choices.count()).toBeGreaterThan(1)
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => choices.nth(1).evaluate((each) => each === document.activeElement)).toBe(true)
    const name = await choices.nth(1).locator('b').innerText()
    await page.keyboard.press('Enter')
    await list.waitFor({ state: 'detached' })
    await page.getByRole('complementary', { name: 'Inspector' }).getByText(name).first().waitFor()
    await flood
    expect(complaints).toEqual([])
  })
})
