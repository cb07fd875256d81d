import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchHopscope } from './launch-hopscope'
import type { Host } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'
import { countPictures } from './watch-canvas'

describe.each<Host>(['desktop', 'browser'])('the first launch with no Docker in the %s', (host) => {
  let hopscope: RunningHopscope
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    hopscope = await launchHopscope({
      host,
      environment: { HOPSCOPE_HOST: 'linux', DOCKER_HOST: 'unix:///nowhere/docker.sock' },
    })
    page = hopscope.page
    page.setDefaultTimeout(20_000)
    page.on('pageerror', (error) => complaints.push(error.message))
  })
  afterAll(() => hopscope.close())

  it('plays a built-in recording by itself', async () => {
    await page
      .getByRole('status')
      .getByText(/^Recording · /)
      .waitFor()
    expect(await countPictures(page, 10)).toBe(10)
  })

  it('offers every recording, and plays the one that is chosen', async () => {
    await page.getByRole('button', { name: 'Recordings' }).click()
    const items = page.getByRole('menuitem').filter({ hasNotText: /live|save/i })
    expect(await items.count()).toBeGreaterThanOrEqual(3)
    await items.filter({ hasText: '8.8.8.8' }).first().click()
    await page.getByRole('row').filter({ hasText: 'request' }).filter({ hasText: '2 NAT' }).first().waitFor()
    await page.locator('svg').getByText('vEthernet (WSL)', { exact: true }).first().waitFor()
  })

  it('is driven by keys alone: pause, step, search, help', async () => {
    const picture = () =>
      page.locator('canvas.token-canvas').evaluate((each) => (each as HTMLCanvasElement).toDataURL())
    // The menu gave the focus back to its button, which has a use for the space bar itself.
    await page.getByRole('button', { name: 'Recordings' }).blur()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
    // The map of the other recording glides to its place first; then nothing moves any more.
    let still = ''
    await expect
      .poll(
        async () => {
          const before = still
          still = await picture()
          return still === before
        },
        { interval: 300 },
      )
      .toBe(true)
    await page.keyboard.press('ArrowRight')
    await expect.poll(picture).not.toBe(still)
    await page.keyboard.press('/')
    await page.keyboard.type('echo-nothing')
    await expect.poll(() => page.getByRole('row').filter({ hasText: 'request' }).count()).toBe(0)
    await page.getByRole('search').getByRole('combobox').fill('')
    await page.getByRole('search').getByRole('combobox').blur()
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('says what is missing, and the command that mends it', async () => {
    await page.getByRole('button', { name: /thing(s)? missing$/ }).click()
    await page.getByText(/Docker does not answer at unix:\/\/\/nowhere\/docker\.sock/).waitFor()
    await page.getByText('sudo systemctl start docker', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
  })

  it('speaks Japanese when asked, and goes on playing', async () => {
    await page.getByRole('button', { name: 'Switch to Japanese' }).or(page.getByText('日本語')).first().click()
    await page.getByRole('tab', { name: 'パケット' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('ja')
    expect(complaints).toEqual([])
  })
})
