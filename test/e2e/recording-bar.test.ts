import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openScreens, type Screens } from '../gallery/open-screens'

describe('the bar of a lesson that is recorded', () => {
  let screens: Screens
  beforeAll(async () => {
    screens = await openScreens()
  })
  afterAll(() => screens.close())

  const bar = (page: Page) => page.locator('.recording-bar')

  it('begins, marks, pauses and stops by keyboard', async () => {
    const page = await screens.open({ state: 'capturing' })
    await page.getByRole('status').filter({ hasText: 'captures' }).first().waitFor()
    await page.keyboard.press('Shift+R')
    await bar(page).getByText('Recording', { exact: true }).waitFor()
    // There is no microphone here.
    await page.getByText('There is no microphone, so the lesson is recorded without a voice.').waitFor()
    await page.keyboard.press('m')
    const name = page.getByRole('textbox', { name: 'Name of the marker at 0:00' })
    await page.keyboard.type('my gateway')
    expect(await name.inputValue()).toBe('my gateway')
    await page.keyboard.press('Enter')
    await name.waitFor({ state: 'detached' })
    await page.keyboard.press('Shift+P')
    await bar(page).getByText('Paused', { exact: true }).waitFor()
    expect(await bar(page).getByRole('timer').textContent()).toBe('1:23')
    expect(await bar(page).getByRole('button', { name: 'Marker' }).isDisabled()).toBe(true)
    await page.keyboard.press('Shift+P')
    await bar(page).getByText('Recording', { exact: true }).waitFor()
    await page.keyboard.press('Shift+R')
    await bar(page).waitFor({ state: 'detached' })
    await page.context().close()
  })

  it('can be stopped from another window', async () => {
    const page = await screens.open({ state: 'recorded-elsewhere', language: 'ja', theme: 'light' })
    await bar(page).getByText('別のウィンドウの操作を記録しています。').waitFor()
    expect(await bar(page).getByRole('timer').textContent()).toBe('12:34')
    await bar(page).getByRole('button', { name: '記録を終了' }).click()
    await bar(page).waitFor({ state: 'detached' })
    await page.context().close()
  })

  it.each([
    ['en', 'dark'],
    ['ja', 'light'],
    ['ja', 'projector'],
  ] as const)('warns of a disk that is nearly full, and has no obstacles, in %s and %s', async (language, theme) => {
    const size = { width: 1280, height: 720 }
    const page = await screens.open({
      state: 'low-on-disk',
      language,
      theme,
      size,
      context: { reducedMotion: 'reduce' },
    })
    await page.locator('.record-button').click()
    await bar(page)
      .getByText(language === 'en' ? 'The disk has only 96 MiB left.' : 'ディスクの空きは残り 96 MiB です。')
      .waitFor()
    await page.keyboard.press('m')
    await bar(page).getByRole('textbox').waitFor()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await page.context().close()
  })
})
