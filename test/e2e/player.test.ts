import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchHopscope } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'

describe('the player on a recording', () => {
  let hopscope: RunningHopscope
  let page: Page
  const complaints: string[] = []
  const happening = () => page.locator('.happening')
  const toolbar = () => page.getByRole('toolbar', { name: /Player|プレーヤー/ })

  const open = async (title: string) => {
    await page.getByRole('button', { name: 'Recordings' }).click()
    await page.getByRole('menuitem').filter({ hasText: title }).click()
    // Until then the recording that was shown before still plays, and would be the one to pause.
    await page
      .getByRole('status')
      .getByText(/^Recording · /)
      .filter({ hasText: title })
      .waitFor()
    await toolbar().getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('slider', { name: 'Position' }).focus()
    await page.keyboard.press('Home')
    await page.getByRole('slider', { name: 'Position' }).blur()
  }
  /** Steps, and says what the step came to once it is there. */
  const step = async (key: string, expected: RegExp) => {
    await page.keyboard.press(key)
    await toolbar()
      .getByRole('button', { name: /^(Play|再生)$/ })
      .waitFor()
    await happening().filter({ hasText: expected }).waitFor()
  }

  beforeAll(async () => {
    hopscope = await launchHopscope({
      host: 'browser',
      environment: { HOPSCOPE_HOST: 'linux', DOCKER_HOST: 'unix:///nowhere/docker.sock' },
    })
    page = hopscope.page
    page.setDefaultTimeout(20_000)
    page.on('pageerror', (error) => complaints.push(error.message))
    await page
      .getByRole('status')
      .getByText(/^Recording · /)
      .waitFor()
  })
  afterAll(() => hopscope.close())

  it('steps hop by hop and says how the packet came there', async () => {
    await open('8.8.8.8: two masquerades')
    await step('ArrowRight', /over the wire to veth/)
    await step('ArrowRight', /forwarded to docker0/)
    await step('ArrowRight', /masqueraded on the way to eth0: 172\.17\.0\.2 → 172\.25\.140\.84, ttl 64 → 63/)
    await step('ArrowLeft', /forwarded to docker0/)
  })

  it('steps by transformation, past what changes nothing', async () => {
    await open('8.8.8.8: two masquerades')
    await step('Shift+ArrowRight', /forwarded to docker0/)
    await step('Shift+ArrowRight', /masqueraded on the way to eth0/)
    await step('Shift+ArrowRight', /on the way to Wi-Fi: 172\.25\.140\.84 → 172\.22\.1\.30/)
    await step('Shift+ArrowLeft', /masqueraded on the way to eth0/)
  })

  it('tells of an ICMP error where it is born, and what it quotes', async () => {
    await open('traces the route')
    await step('Shift+ArrowRight', /expired at 172\.17\.0\.1/)
    await step('Shift+ArrowRight', /ICMP error sent by 172\.17\.0\.1, quotes request 1/)
  })

  it('steps by what the menu says, also with its buttons', async () => {
    await open('8.8.8.8: two masquerades')
    await page.locator('.step-kind').click()
    await page.getByRole('menuitemradio', { name: /^transformation/ }).click()
    await toolbar().getByRole('button', { name: 'Forward by one transformation' }).click()
    await happening().filter({ hasText: 'forwarded to docker0' }).waitFor()
    await page.locator('.step-kind').click()
    await page.getByRole('menuitemradio', { name: /^packet/ }).click()
    await toolbar().getByRole('button', { name: 'Forward by one packet' }).click()
    await happening()
      .filter({ hasText: /reply 1/ })
      .waitFor()
    await page.locator('.step-kind').click()
    await page.getByRole('menuitemradio', { name: /^hop/ }).click()
  })

  it('loops the stretch between two keys, and one that is dragged', async () => {
    await open('8.8.8.8: two masquerades')
    const band = page.locator('.loop-band')
    await page.keyboard.press('a')
    await band.waitFor()
    for (let packet = 0; packet < 2; packet++) await page.keyboard.press('.')
    await page.keyboard.press('b')
    const length = async () => (await band.boundingBox())?.width ?? 0
    const byKeys = await length()
    expect(byKeys).toBeGreaterThan(10)
    await toolbar().getByRole('button', { name: 'End the loop' }).click()
    await band.waitFor({ state: 'detached' })
    const rail = (await page.getByRole('slider', { name: 'Position' }).boundingBox())!
    const y = rail.y + rail.height / 2
    await page.keyboard.down('Shift')
    await page.mouse.move(rail.x + rail.width * 0.25, y)
    await page.mouse.down()
    await page.mouse.move(rail.x + rail.width * 0.75, y, { steps: 4 })
    await page.mouse.up()
    await page.keyboard.up('Shift')
    await expect.poll(length).toBeGreaterThan(rail.width * 0.4)
    await toolbar().getByRole('button', { name: 'End the loop' }).click()
    await band.waitFor({ state: 'detached' })
  })

  it("says how far apart the machines' clocks are", async () => {
    await toolbar()
      .getByText(/clock of Windows [+−].+ ± .+/)
      .waitFor()
  })

  it('says it in Japanese, too', async () => {
    await open('8.8.8.8: two masquerades')
    await page.getByRole('button', { name: '日本語' }).click()
    await step('Shift+ArrowRight', /docker0 へ転送（ブリッジ）/)
    await step('Shift+ArrowRight', /eth0 への途中でマスカレード: 172\.17\.0\.2 → 172\.25\.140\.84, ttl 64 → 63/)
    await page.getByRole('button', { name: 'English' }).click()
    expect(complaints).toEqual([])
  })
})
