import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchHopscope } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'

const sizes = [
  { width: 1280, height: 720 },
  { width: 1600, height: 1000 },
  { width: 2560, height: 1440 },
]

/** Names of the controls of a bar that stand over one another, or out of the window. */
async function misplaced(bar: Locator): Promise<readonly string[]> {
  return bar.locator('button:visible, input:visible, [role=slider]:visible').evaluateAll((elements) => {
    const boxes = elements
      .filter((element) => element.closest('.combo-box') === null || element.tagName === 'INPUT')
      .map((element) => ({
        name: element.textContent || element.getAttribute('aria-label'),
        box: element.getBoundingClientRect(),
      }))
    const isOut = (box: DOMRect) =>
      box.left < 0 || box.right > window.innerWidth + 0.5 || box.bottom > window.innerHeight
    const isOver = (a: DOMRect, b: DOMRect) =>
      a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5
    return boxes.flatMap(({ name, box }, index) => [
      ...(isOut(box) ? [`${String(name)} is out of the window`] : []),
      ...boxes
        .slice(index + 1)
        .flatMap((other) => (isOver(box, other.box) ? [`${String(name)} over ${String(other.name)}`] : [])),
    ])
  })
}

describe('the screen', () => {
  let hopscope: RunningHopscope
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    hopscope = await launchHopscope({
      host: 'browser',
      environment: { HOPSCOPE_HOST: 'linux', DOCKER_HOST: 'unix:///nowhere/docker.sock' },
    })
    page = hopscope.page
    page.setDefaultTimeout(20_000)
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.getByRole('button', { name: 'Recordings' }).click()
    await page.getByRole('menuitem').filter({ hasText: '8.8.8.8: two masquerades' }).click()
    await page.getByRole('row').filter({ hasText: '2 NAT' }).first().waitFor()
    await page.getByRole('button', { name: 'Pause' }).click()
  })
  afterAll(() => hopscope.close())

  const request = () =>
    page
      .getByRole('row')
      .filter({ hasText: /request\s*1\s*172\.17/ })
      .first()
  const inspector = () => page.getByRole('complementary', { name: 'Inspector' })

  it('shows what every hop did to the packet that is picked', async () => {
    await request().click()
    const hops = inspector().getByRole('list', { name: 'Hops' }).getByRole('listitem')
    // Six that were seen, and the routers of the LAN and beyond that no capture watches.
    await expect.poll(() => hops.count()).toBe(9)
    const gate = hops.nth(3)
    expect(await gate.locator('del').allTextContents()).toEqual(expect.arrayContaining(['was 172.17.0.2', 'was 64']))
    expect(await gate.locator('ins').allTextContents()).toEqual(expect.arrayContaining(['now 172.25.140.84', 'now 63']))
    await gate.getByText('-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE').waitFor()
    await hops.nth(5).getByText('WinNAT').waitFor()
    await hops.nth(6).getByText('inferred').waitFor()
  })

  it('goes hop by hop with the arrow keys, in the inspector too', async () => {
    await request().click()
    await page.getByRole('heading', { level: 1 }).click()
    for (const interfaceName of ['veth', 'docker0', 'eth0', 'vEthernet (WSL)', 'Wi-Fi']) {
      await page.keyboard.press('ArrowRight')
      await inspector().locator('.hop.is-selected').filter({ hasText: interfaceName }).waitFor()
      await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
    }
    await page.keyboard.press('ArrowLeft')
    await inspector().locator('.hop.is-selected').filter({ hasText: 'vEthernet (WSL)' }).waitFor()
    await inspector().getByText('Raw line · vEthernet (WSL)').waitFor()
  })

  it('walks the list by keyboard', async () => {
    await request().click()
    await page.getByRole('treegrid', { name: 'Packets' }).focus()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('row', { selected: true }).filter({ hasText: 'reply' }).waitFor()
    await page.keyboard.press('End')
    await page
      .getByRole('row', { selected: true })
      .filter({ hasText: /reply\s*5\s*8\.8/ })
      .waitFor()
  })

  it('narrows the list to what is asked for', async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('echo-reply seq=2')
    await page.getByText(/^1 of \d+$/).waitFor()
    await page.keyboard.press('Escape')
    await page
      .getByText(/^\d+ packets$/)
      .first()
      .waitFor()
  })

  it('lights up bytes and fields in each other', async () => {
    await request().click()
    const field = inspector()
      .getByRole('button', { name: /Time to live|TTL/i })
      .first()
    await field.hover()
    const lit = inspector().locator('.hex-byte.is-lit')
    expect(await lit.allTextContents()).toEqual(['40'])
    await inspector().locator('.hex-byte').nth(22).hover()
    await inspector().locator('.layer-field.is-lit').filter({ hasText: '64' }).first().waitFor()
  })

  it('folds the hex of every packet until it is asked for', async () => {
    await page.getByRole('tab', { name: 'Terminals' }).click()
    const tile = page.locator('.tile').first()
    await tile.locator('.xterm-rows').filter({ hasText: 'ICMP echo' }).waitFor()
    expect(await tile.locator('.xterm-rows').textContent()).not.toContain('0x0000')
    await page.getByLabel('Show hex').check()
    await tile.locator('.xterm-rows').filter({ hasText: '0x0010' }).waitFor()
    await page.getByLabel('Show hex').uncheck()
    await page.getByRole('tab', { name: 'Packets' }).click()
  })

  it('lights up the same packet in the list, on the ladder and in the terminals', async () => {
    await request().click()
    await page.getByRole('tab', { name: 'Ladder' }).click()
    await page.locator('.ladder-line.is-selected .ladder-label').filter({ hasText: 'request 1' }).waitFor()
    await page.locator('.ladder-line').filter({ hasText: 'reply 2' }).locator('.ladder-dot').first().hover()
    expect(await page.locator('.ladder-line.is-hovered').count()).toBe(1)
    await page.locator('.journey-path.meaning-reply').waitFor()
    await page.getByRole('tab', { name: 'Terminals' }).click()
    await page.locator('.xterm-decoration').first().waitFor({ state: 'attached' })
    await page.getByRole('tab', { name: 'Packets' }).click()
  })

  it('tells about an interface that is pointed at or reached by keyboard', async () => {
    await page.getByRole('button', { name: 'Interface docker0' }).focus()
    await page.keyboard.press('Enter')
    const card = page.getByRole('tooltip').filter({ hasText: '172.17.0.1/16' })
    await card.getByText(/^02:42:/).waitFor()
    await page.keyboard.press('Escape')
    await card.waitFor({ state: 'detached' })
  })

  it.each(['en', 'ja'])('keeps its bars whole at every size in %s', async (language) => {
    if ((await page.locator('html').getAttribute('lang')) !== language) {
      await page.getByRole('button', { name: language === 'ja' ? '日本語' : 'English' }).click()
    }
    for (const size of sizes) {
      await page.setViewportSize(size)
      for (const bar of [page.getByRole('banner'), page.getByRole('toolbar')]) {
        expect([size.width, await misplaced(bar)]).toEqual([size.width, []])
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow).toBeLessThanOrEqual(0)
    }
  })

  it('finds language, theme and sizes again after a reload', async () => {
    await page.setViewportSize({ width: 1600, height: 1000 })
    await page.getByRole('button', { name: 'テーマ' }).click()
    await page.getByRole('menuitemradio', { name: 'ライト' }).click()
    const separator = page.getByRole('separator', { name: 'インスペクターの幅' })
    await separator.focus()
    for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowLeft')
    const width = async () => Math.round((await page.locator('.inspector').boundingBox())?.width ?? 0)
    const before = await width()
    expect(before).toBeGreaterThan(400)
    await page.reload()
    await page.locator('html[lang=ja][data-theme=light]').waitFor()
    await page.locator('.inspector').waitFor()
    expect(Math.abs((await width()) - before)).toBeLessThanOrEqual(2)
    expect(complaints).toEqual([])
  })
})
