import { AxeBuilder } from '@axe-core/playwright'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findProgram } from '../../src/tracer/machines/find-program'
import { launchHopscope } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'

const base = { HOPSCOPE_HOST: 'linux', DOCKER_HOST: 'unix:///nowhere/docker.sock', DISPLAY: ':0' }

/** Takes `-r FILE -Y FILTER` and nothing else, and keeps what it was given; the last thing it writes is the filter. */
const standIn = `#!/bin/sh
[ "$#" = 4 ] && [ "$1" = -r ] && [ "$3" = -Y ] || { echo "wireshark: bad arguments: $*" >&2; exit 2; }
cat "$2" > "$KEPT" && printf '%s' "$4" > "$GIVEN"
`

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' })
const hopView = (page: Page) => inspector(page).getByRole('region', { name: 'In, kernel, out' })
const hop = (page: Page, number: number) => inspector(page).getByRole('button', { name: new RegExp(`^Hop ${number}:`) })

async function openInternet(page: Page): Promise<void> {
  page.setDefaultTimeout(30_000)
  await page.getByRole('button', { name: 'Recordings' }).click()
  await page.getByRole('menuitem').filter({ hasText: '8.8.8.8: two masquerades' }).click()
  await page.getByRole('row').filter({ hasText: '2 NAT' }).first().waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page
    .getByRole('row')
    .filter({ hasText: /request\s*1\s*172\.17/ })
    .first()
    .click()
}

describe('the inspector', () => {
  let folder: string
  let hopscope: RunningHopscope
  let page: Page

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hopscope-inspector-'))
    writeFileSync(join(folder, 'wireshark'), standIn)
    chmodSync(join(folder, 'wireshark'), 0o755)
    hopscope = await launchHopscope({
      host: 'browser',
      environment: {
        ...base,
        PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`,
        KEPT: join(folder, 'kept.pcapng'),
        GIVEN: join(folder, 'given'),
      },
    })
    page = hopscope.page
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await openInternet(page)
  })
  afterAll(async () => {
    await hopscope.close()
    rmSync(folder, { recursive: true })
  })

  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())

  it('shows a hop as what came in, what the kernel did and what went out', async () => {
    await hop(page, 4).click()
    const kernel = hopView(page).locator('.kernel')
    await kernel.getByText('Routing decision of Ubuntu for 8.8.8.8').waitFor()
    await kernel.getByText('default via 172.25.128.1 dev eth0').waitFor()
    await kernel.getByText('TTL 64 → 63: one router').waitFor()
    await kernel.getByText('-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE').waitFor()
    await kernel.getByText('table nat, chain POSTROUTING').waitFor()
    const fields = (side: string) => hopView(page).locator(`.pdu-${side} .field-row.is-changed .layer-field`)
    await fields('in').filter({ hasText: 'Time to Live64' }).waitFor()
    await fields('out').filter({ hasText: 'Time to Live63' }).waitFor()
    const unchanged = hopView(page).locator('.pdu-in .layer-field').filter({ hasText: 'Total Length' })
    expect(await unchanged.count()).toBe(0)
    await hopView(page).getByRole('button', { name: 'All fields' }).click()
    await unchanged.waitFor()
    await hopView(page).getByRole('button', { name: 'All fields' }).click()
  })

  it('goes from hop to hop with the arrow keys, and the player goes along', async () => {
    await hop(page, 1).click()
    await hop(page, 1).press('ArrowDown')
    await inspector(page).locator('.hop.is-selected').filter({ hasText: 'veth' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await inspector(page).locator('.hop.is-selected').filter({ hasText: 'docker0' }).waitFor()
    await hopView(page).getByText('Bridge docker0 takes the frame in at port').waitFor()
    // The player stands at docker0 now, so that its next step leads to eth0.
    await page.keyboard.press('ArrowRight')
    await inspector(page).locator('.hop.is-selected').filter({ hasText: 'MASQUERADE' }).waitFor()
  })

  it('walks the bytes by keyboard, lights their field, and marks those that changed', async () => {
    await hop(page, 4).click()
    const hex = hopView(page).getByRole('grid', { name: 'Hex dump · Out' })
    await hex.focus()
    await page.keyboard.press('Home')
    for (let step = 0; step < 22; step++) await page.keyboard.press('ArrowRight')
    await hex.locator('.hex-byte.is-cursor').filter({ hasText: '3f' }).waitFor()
    await hopView(page).locator('.pdu-out .layer-field.is-lit').filter({ hasText: 'Time to Live' }).waitFor()
    const cell = hex.locator('.hex-byte.is-cursor')
    expect(await cell.getAttribute('aria-label')).toMatch(/Byte 0016: 3f · .* · Time to Live: 63 · was 40$/)
    expect(await hex.getAttribute('aria-activedescendant')).toBe(await cell.getAttribute('id'))
    // MACs, TTL, checksum and source address, as far as their bytes differ.
    expect(await hex.locator('.hex-byte.is-changed').count()).toBeGreaterThan(12)
    await inspector(page).locator('.hop.is-selected').filter({ hasText: 'MASQUERADE' }).waitFor()
  })

  it('copies a field with Ctrl+C, and goes from field to field', async () => {
    const field = hopView(page).locator('.pdu-out .layer-field').filter({ hasText: 'Time to Live' })
    await field.focus()
    await expect.poll(() => hopView(page).locator('.hex-byte.is-lit').allTextContents()).toEqual(['3f'])
    await page.keyboard.press('Control+c')
    await expect.poll(clipboard).toBe('Time to Live: 63')
    await page.keyboard.press('ArrowDown')
    await hopView(page).locator('.layer-field:focus').filter({ hasText: 'Protocol' }).waitFor()
  })

  it('copies the packet’s story and its filter', async () => {
    await inspector(page).getByRole('button', { name: 'Copy filter' }).click()
    await expect.poll(clipboard).toMatch(/^icmp\.type == 8 && .*\(ip\.src == 172\.22\.1\.30\)\)$/)
    await inspector(page).getByRole('button', { name: 'Copy text' }).click()
    await expect.poll(clipboard).toMatch(/^request 1 · 172\.17\.0\.2 → 8\.8\.8\.8 · answered\n/)
    const story = await clipboard()
    expect(story).toContain('-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE')
    expect(story).toMatch(/^7\. gateway/m)
  })

  it('opens the exchange in Wireshark with the packet’s filter', async () => {
    await inspector(page).getByRole('button', { name: 'Open in Wireshark' }).click()
    const read = (name: string) => {
      try {
        return readFileSync(join(folder, name), 'latin1')
      } catch {
        return ''
      }
    }
    await expect.poll(() => read('given')).toMatch(/^icmp\.type == 8 && /)
    const file = read('kept.pcapng')
    expect(file).toContain('hop 4 of 6: source 172.17.0.2')
    expect(file).toContain('echo-reply')
  })

  it('fills the screen for a projector, side by side, with nothing in the way of anybody', async () => {
    await hop(page, 4).click()
    await page.keyboard.press('e')
    const dialog = page.getByRole('dialog')
    const columns = ['.pdu-in', '.kernel', '.pdu-out'].map((name) => dialog.locator(name))
    await columns[2]!.getByText('Bytes · eth0').waitFor()
    const boxes = await Promise.all(columns.map((column) => column.boundingBox()))
    expect(boxes[0]!.x + boxes[0]!.width).toBeLessThanOrEqual(boxes[1]!.x)
    expect(boxes[1]!.x + boxes[1]!.width).toBeLessThanOrEqual(boxes[2]!.x)
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').withTags(tags).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([])
    await page.keyboard.press('ArrowRight')
    await dialog.locator('.hop.is-selected').filter({ hasText: 'vEthernet (WSL)' }).waitFor()
    await page.keyboard.press('ArrowLeft')
    await dialog.locator('.hop.is-selected').filter({ hasText: 'MASQUERADE' }).waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  it('says fields in Japanese, with the protocols’ own names', async () => {
    await page.getByRole('button', { name: '日本語' }).click()
    const japanese = page.getByRole('region', { name: '入力・カーネル・出力' })
    await japanese.locator('.pdu-out .layer-field').filter({ hasText: '生存時間（TTL）63' }).waitFor()
    await japanese
      .locator('summary')
      .filter({ hasText: 'Internet Protocol Version 4、送信元: 172.25.140.84' })
      .waitFor()
    await japanese.getByText('Ubuntu のルーティング（宛先 8.8.8.8）').waitFor()
  })
})

describe('the inspector without Wireshark', () => {
  let hopscope: RunningHopscope

  beforeAll(async () => {
    const folders = (process.env['PATH'] ?? '').split(delimiter)
    const without = folders.filter((folder) => findProgram('wireshark', { PATH: folder }) === null)
    hopscope = await launchHopscope({ host: 'browser', environment: { ...base, PATH: without.join(delimiter) } })
    await openInternet(hopscope.page)
  })
  afterAll(() => hopscope.close())

  it('says so where it would be opened', async () => {
    const { page } = hopscope
    await inspector(page).getByRole('button', { name: 'Open in Wireshark' }).click()
    await page.getByText('Wireshark is not installed where Hopscope runs.').waitFor()
  })
})
