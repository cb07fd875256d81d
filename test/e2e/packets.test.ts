import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchHopscope } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'

const environment = { HOPSCOPE_HOST: 'linux', DOCKER_HOST: 'unix:///nowhere/docker.sock', DISPLAY: ':0' }

async function openRecording(page: Page, title: RegExp): Promise<void> {
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

describe('the packet list', () => {
  let hopscope: RunningHopscope
  let page: Page
  const list = () => page.getByRole('treegrid', { name: 'Packets' })
  const rows = () => list().locator('.packet-rows').getByRole('row')
  const filter = () => page.getByRole('combobox', { name: 'Filter' })
  const texts = () => rows().locator('.cell-packet').allInnerTexts()

  beforeAll(async () => {
    hopscope = await launchHopscope({ host: 'browser', environment })
    page = hopscope.page
    page.setDefaultTimeout(20_000)
    await page
      .getByRole('status')
      .filter({ hasText: /^Recording/ })
      .waitFor()
    await openRecording(page, /traces the route/)
    await page.getByText('10 packets').first().waitFor()
  })
  afterAll(() => hopscope.close())

  it('folds the answers of each exchange, one by one and all', async () => {
    await rows().nth(0).getByRole('button', { name: 'Fold the packets of this exchange' }).click()
    await expect.poll(() => rows().count()).toBe(9)
    expect(await rows().nth(0).innerText()).toContain('1 more')
    await page.getByRole('button', { name: 'Fold exchanges' }).click()
    await expect.poll(() => rows().count()).toBe(5)
    expect(await rows().nth(0).getAttribute('aria-expanded')).toBe('false')
    await rows().nth(0).click()
    await list().focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => rows().count()).toBe(6)
    expect(await rows().nth(1).getAttribute('aria-level')).toBe('2')
    await page.getByRole('button', { name: 'Fold exchanges' }).click()
    await expect.poll(() => rows().count()).toBe(10)
  })

  it('completes the words of the filter by keyboard, and filters by them', async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('ki')
    await page
      .getByRole('listbox')
      .getByRole('option', { name: /^kind:/ })
      .waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: 'kind:error' }).waitFor()
    await page.keyboard.type('err')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect((await filter().inputValue()).trim()).toBe('kind:error')
    await expect.poll(() => rows().count()).toBe(4)
    await page.keyboard.type('ttl<64')
    await expect.poll(() => rows().count()).toBe(1)
    await page.getByText('1 of 10').waitFor()
  })

  it('says at which place a filter is wrong, and what would do', async () => {
    await filter().fill('verdict:gone')
    await page.keyboard.press('Enter')
    const problem = page.locator('.filter-problem')
    await problem.getByText('“gone” is none of its words. Known: answered').waitFor()
    expect(await problem.locator('mark').innerText()).toBe('gone')
    expect(await filter().getAttribute('aria-invalid')).toBe('true')
    expect(await rows().count()).toBe(10)
    const { violations } = await new AxeBuilder({ page }).include('.packets').analyze()
    expect(violations).toEqual([])
    await filter().fill('kind:arp or verdict:exipred')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Write “expired”' }).click()
    expect(await filter().inputValue()).toBe('kind:arp or verdict:expired')
    await expect.poll(() => rows().count()).toBe(4)
    await filter().fill('')
  })

  it('has menus that write into the filter', async () => {
    await page.getByRole('button', { name: 'Verdict', exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: 'expired' }).click()
    expect(await filter().inputValue()).toBe('verdict:expired')
    await expect.poll(() => rows().count()).toBe(4)
    await page.getByRole('button', { name: 'expired', exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: 'expired' }).click()
    expect(await filter().inputValue()).toBe('')
    await page.getByRole('button', { name: 'Address', exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: '172.17.0.1', exact: true }).click()
    expect(await filter().inputValue()).toBe('ip:172.17.0.1')
    await expect.poll(() => rows().count()).toBe(1)
    await filter().fill('')
  })

  it('sorts by a click on the head, the other way by a second, and not at all by a third', async () => {
    await page.getByRole('button', { name: 'Fold exchanges' }).click()
    const path = list().getByRole('columnheader', { name: /^path/ })
    const hops = async () => (await rows().locator('.cell-path').allInnerTexts()).map((text) => Number.parseInt(text))
    const before = await texts()
    await path.getByRole('button').click()
    await path.getByRole('button').click()
    expect(await path.getAttribute('aria-sort')).toBe('descending')
    const sorted = await hops()
    expect(sorted).toEqual(sorted.toSorted((a, b) => b - a))
    await path.getByRole('button').click()
    expect(await path.getAttribute('aria-sort')).toBe('none')
    expect(await texts()).toEqual(before)
    await list().getByRole('button', { name: 'destination' }).click()
    const sender = list().getByRole('columnheader', { name: /^source/ })
    expect(await sender.getAttribute('aria-sort')).toBe('ascending')
    await list().getByRole('button', { name: 'destination' }).press('Enter')
    expect(await sender.getAttribute('aria-sort')).toBe('descending')
    await list().getByRole('button', { name: 'destination' }).press('Enter')
    await page.getByRole('button', { name: 'Fold exchanges' }).click()
  })

  it('keeps a pinned exchange on top, whatever the filter says', async () => {
    await rows().nth(8).click()
    await page.keyboard.press('n')
    await filter().fill('verdict:expired')
    await expect.poll(() => rows().nth(0).innerText()).toContain('answered')
    expect(await rows().count()).toBe(6)
    await rows().nth(0).getByRole('button', { name: 'Unpin' }).click()
    await expect.poll(() => rows().count()).toBe(4)
    await filter().fill('')
  })

  it('sets two packets side by side, and says where their ways part and why', async () => {
    await rows().nth(0).click()
    await page.keyboard.press('x')
    await page.getByText(/^request 1 is to be compared/).waitFor()
    await rows().nth(8).click()
    await page.keyboard.press('x')
    const dialog = page.getByRole('dialog', { name: 'request 1 and request 5, side by side' })
    await dialog.getByText('The ways part after docker0.').waitFor()
    await dialog.getByText('request 1 ends there: expired at 172.17.0.1.').waitFor()
    await dialog.getByText('request 5 goes on to eth0 (Ubuntu).').waitFor()
    expect(await dialog.getByRole('row').filter({ hasText: 'not seen here' }).count()).toBe(3)
    expect(await dialog.locator('mark').allInnerTexts()).toEqual(['1', '5', '1', '5', '1', '5'])
    const { violations } = await new AxeBuilder({ page }).include('.compare').analyze()
    expect(violations).toEqual([])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  it('tells TCP segments apart, and what was flooded', async () => {
    await openRecording(page, /published port/)
    await expect.poll(() => rows().count()).toBe(14)
    await filter().fill('kind:tcp')
    await expect
      .poll(async () => (await texts()).slice(0, 2).map((text) => text.trim()))
      .toEqual(['TCP SYN', 'TCP SYN-ACK'])
    await filter().fill('nat:dnat')
    await expect.poll(() => rows().count()).toBe(6)
    await filter().fill('')
  })

  it('says all of it in Japanese too', async () => {
    await openRecording(page, /traces the route/)
    await expect.poll(() => rows().count()).toBe(10)
    await page.getByRole('button', { name: '日本語' }).click()
    const japanese = page.getByRole('treegrid', { name: 'パケット一覧' })
    const input = page.getByRole('combobox', { name: '絞り込み' })
    await input.fill('verdict:exipred')
    await page.keyboard.press('Enter')
    await page.getByText('「exipred」はここで使える語ではありません').waitFor()
    await page.getByRole('button', { name: '「expired」に直す' }).click()
    const lines = japanese.locator('.packet-rows').getByRole('row')
    await expect.poll(() => lines.count()).toBe(4)
    await input.fill('')
    await lines.nth(0).click()
    await page.keyboard.press('x')
    await lines.nth(8).click()
    await page.keyboard.press('x')
    const dialog = page.getByRole('dialog', { name: '「要求 1」と「要求 5」の比較' })
    await dialog.getByText('docker0').first().waitFor()
    const { violations } = await new AxeBuilder({ page }).include('.compare').analyze()
    expect(violations).toEqual([])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })
})
