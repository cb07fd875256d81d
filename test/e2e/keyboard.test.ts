import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openScreens, type Screens } from '../gallery/open-screens'

declare global {
  // Numbers for elements, in the page.
  var focusStops: Map<Element, number> | undefined
}

/** More than there are places to stop at. */
const mostStops = 250

/** What has the focus: where it is on the screen, its name, and whether the focus can be seen. */
async function focused(page: Page): Promise<{ id: string; region: string; name: string; isSeen: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body
    const style = getComputedStyle(element)
    const ids = (globalThis.focusStops ??= new Map<Element, number>())
    if (!ids.has(element)) ids.set(element, ids.size)
    const isField = element.closest('.palette-field, .packet-filter') !== null
    const isTerminal = element.closest('.xterm') !== null
    return {
      id: String(ids.get(element)),
      region: element.closest<HTMLElement>('[data-region]')?.dataset['region'] ?? '',
      name: (element.getAttribute('aria-label') || element.textContent || element.tagName).trim().slice(0, 60),
      isSeen:
        element === document.body ||
        isField ||
        isTerminal ||
        (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) ||
        element instanceof SVGElement,
    }
  })
}

describe('the screen by keyboard alone', () => {
  let screens: Screens
  let page: Page
  beforeAll(async () => {
    screens = await openScreens()
    page = await screens.open({ context: { reducedMotion: 'reduce' } })
    await page.getByRole('treegrid').getByRole('row').nth(1).click()
    await page.locator('.inspector .hop').first().waitFor()
  })
  afterAll(() => screens.close())

  it.each(['1', '2', '3', '4'])(
    'goes round by Tab through every part of view %s, with the focus in sight',
    async (view) => {
      const stops: Awaited<ReturnType<typeof focused>>[] = []
      // From the page itself, once round, until it is reached again.
      await page.evaluate(() => {
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
        document.body.tabIndex = -1
        document.body.focus()
      })
      await page.keyboard.press(view)
      for (let count = 0; count < mostStops; count++) {
        await page.keyboard.press('Tab')
        const stop = await focused(page)
        if (stop.name === stops[0]?.name && stop.id === stops[0].id) break
        stops.push(stop)
      }
      expect(stops.length).toBeLessThan(mostStops)
      const regions = [...new Set(stops.map(({ region }) => region).filter(Boolean))]
      expect(regions).toEqual(['bar', 'map', 'player', 'views', 'inspector', 'status'])
      expect(stops.filter(({ isSeen }) => !isSeen).map(({ name }) => name)).toEqual([])
    },
  )

  it('goes from part to part with F6, back with Shift, and remembers where it was', async () => {
    await page.keyboard.press('1')
    await page.getByRole('button', { name: 'Fit the map' }).focus()
    const seen: string[] = []
    for (let count = 0; count < 6; count++) {
      await page.keyboard.press('F6')
      seen.push((await focused(page)).region)
    }
    expect(seen).toEqual(['player', 'views', 'inspector', 'status', 'bar', 'map'])
    expect((await focused(page)).name).toBe('Fit the map')
    await page.keyboard.press('Shift+F6')
    expect((await focused(page)).region).toBe('bar')
  })

  it('offers ways past the top, seen only with the focus', async () => {
    const skip = page.getByRole('button', { name: 'Skip to the inspector' })
    expect((await skip.boundingBox())?.width ?? 0).toBeLessThanOrEqual(1)
    await skip.focus()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Tab')
    expect((await skip.boundingBox())?.width).toBeGreaterThan(50)
    await page.keyboard.press('Enter')
    expect((await focused(page)).region).toBe('inspector')
  })

  it('finds a command in either language, runs it where the focus was, and gives the focus back', async () => {
    const fit = page.getByRole('button', { name: 'Fit the map' })
    await fit.focus()
    await page.keyboard.press('Control+k')
    const field = page.getByRole('combobox', { name: 'Commands' })
    await field.waitFor()
    await page.keyboard.type('らだー')
    await page.getByRole('option', { selected: true }).filter({ hasText: 'Show the ladder' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'Ladder', selected: true }).waitFor()
    await field.waitFor({ state: 'detached' })
    await expect.poll(() => focused(page)).toMatchObject({ name: 'Fit the map' })
    // What was used last comes first.
    await page.keyboard.press('Control+k')
    await page
      .getByRole('group', { name: 'Recent' })
      .getByRole('option')
      .first()
      .filter({ hasText: 'ladder' })
      .waitFor()
    await page.keyboard.type('filter packets')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('packet-filter')
    await page.keyboard.press('Escape')
  })

  it('does nothing that is not available, and says so', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('save capture')
    const option = page.getByRole('option', { selected: true })
    await option.filter({ hasText: 'not available now' }).waitFor()
    expect(await option.getAttribute('aria-disabled')).toBe('true')
    await page.keyboard.press('Enter')
    expect(await page.getByRole('dialog').count()).toBe(1)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('hides the inspector and the views, and shows them again', async () => {
    await page.getByRole('button', { name: 'Fit the map' }).focus()
    const inspector = page.getByRole('complementary', { name: 'Inspector' })
    await page.keyboard.press('i')
    await inspector.waitFor({ state: 'detached' })
    await page.keyboard.press('v')
    await page.getByRole('tablist').waitFor({ state: 'detached' })
    await page.keyboard.press('i')
    await inspector.waitFor()
    // A view that is asked for is shown.
    await page.keyboard.press('4')
    await page.getByRole('tab', { name: 'Facts', selected: true }).waitFor()
  })

  it('closes the list of keys and gives the focus back', async () => {
    const fit = page.getByRole('button', { name: 'Fit the map' })
    await fit.focus()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => focused(page)).toMatchObject({ name: 'Fit the map' })
  })
})
