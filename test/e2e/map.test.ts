import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchHopscope } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'

describe('the map of a recording', () => {
  let hopscope: RunningHopscope
  let page: Page
  const complaints: string[] = []
  const stage = () => page.locator('.map-stage')
  const card = () => page.locator('.map-card')
  const mark = (key: string) => page.locator(`.map-stage [data-key="${key}"]`)
  const container = 'namespace wsl:Ubuntu/container2'
  const centre = async (key: string) => {
    const box = (await mark(key).boundingBox())!
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }
  const corner = async (key: string) => {
    const box = (await mark(key).boundingBox())!
    return { x: Math.round(box.x), y: Math.round(box.y) }
  }
  const scale = () =>
    stage()
      .locator('svg > g')
      .evaluate((element) => Number(/scale\(([\d.]+)\)/.exec(element.getAttribute('transform') ?? '')?.[1]))

  beforeAll(async () => {
    hopscope = await launchHopscope({
      host: 'browser',
      environment: { HOPSCOPE_HOST: 'linux', DOCKER_HOST: 'unix:///nowhere/docker.sock' },
    })
    page = hopscope.page
    page.setDefaultTimeout(20_000)
    // Boxes are at once where they go, so that a measured place is a place of rest.
    await page.emulateMedia({ reducedMotion: 'reduce' })
    page.on('pageerror', (error) => complaints.push(error.message))
    const player = page.getByRole('toolbar', { name: 'Player' })
    // Before it there is the live player to pause, which is not what the map will show.
    await page
      .getByRole('status')
      .getByText(/^Recording · /)
      .waitFor()
    await player.getByRole('button', { name: 'Pause' }).click()
    await mark(container).waitFor()
  })
  afterAll(() => hopscope.close())

  it('says what everything on it is when the pointer is there', async () => {
    await page.mouse.move(...xy(await centre('interface wsl:Ubuntu/host/eth0')))
    for (const text of ['172.25.140.84/20', 'MTU', '1500', 'state', 'up', 'peer']) {
      await card().getByText(text, { exact: true }).first().waitFor()
    }
    await page.mouse.move(...xy(await centre('gate wsl:Ubuntu/host|docker0')))
    await card().getByText('-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE').waitFor()
    const { x, y } = await corner(container)
    await page.mouse.move(x + 20, y + 12)
    await card().getByText('hopscope-lab').waitFor()
    await page.mouse.move(4, 4)
    await card().waitFor({ state: 'detached' })
  })

  it('is moved by dragging it, zoomed by the wheel and by a pinch, and fitted again', async () => {
    const fitted = await scale()
    const before = await corner(container)
    const box = (await stage().boundingBox())!
    await page.mouse.move(box.x + box.width - 60, box.y + 30)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width - 100, box.y + 50, { steps: 4 })
    await page.mouse.up()
    await expect.poll(() => corner(container)).toEqual({ x: before.x - 40, y: before.y + 20 })
    await page.mouse.wheel(0, -300)
    await expect.poll(scale).toBeGreaterThan(fitted * 1.3)
    const near = await scale()
    // A pinch on a touchpad reaches the page as a wheel with Ctrl.
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, 30)
    await page.keyboard.up('Control')
    await expect.poll(scale).toBeLessThan(near)
    await page.keyboard.press('0')
    await expect.poll(scale).toBeCloseTo(fitted, 3)
    await page.keyboard.press('+')
    await expect.poll(scale).toBeGreaterThan(fitted)
    await page.getByRole('button', { name: 'Fit the map' }).click()
    await expect.poll(scale).toBeCloseTo(fitted, 3)
  })

  it('keeps a box where it is dragged to, also after a reload, and puts it back', async () => {
    const before = await corner(container)
    const shape = await page
      .locator('.map-stage .map-wire')
      .evaluateAll((all) => all.map((each) => each.getAttribute('d')))
    await page.mouse.move(before.x + 30, before.y + 20)
    await page.mouse.down()
    await page.mouse.move(before.x + 40, before.y + 60, { steps: 5 })
    await page.mouse.up()
    await expect.poll(async () => (await corner(container)).y).toBeGreaterThan(before.y + 20)
    await expect
      .poll(() => page.locator('.map-stage .map-wire').evaluateAll((all) => all.map((each) => each.getAttribute('d'))))
      .not.toEqual(shape)
    const key = () =>
      page.evaluate(() => localStorage.getItem('hopscope.preferences')?.includes('namespace wsl:Ubuntu/container2'))
    await expect.poll(key).toBe(true)
    await page.reload()
    await page
      .getByRole('status')
      .getByText(/^Recording · /)
      .waitFor()
    await page.getByRole('button', { name: 'Reset positions' }).click()
    await page.getByRole('button', { name: 'Reset positions' }).waitFor({ state: 'detached' })
    await page.getByRole('toolbar', { name: 'Player' }).getByRole('button', { name: 'Pause' }).click()
    await expect.poll(() => corner(container)).toEqual(before)
  })

  it('puts a box back that would cover another one', async () => {
    const before = await corner(container)
    const other = await corner('namespace wsl:Ubuntu/container1')
    await page.mouse.move(before.x + 30, before.y + 20)
    await page.mouse.down()
    await page.mouse.move(other.x + 30, other.y + 24, { steps: 5 })
    await page.mouse.up()
    const covers = async () => {
      const [one, two] = await Promise.all(
        [mark(container), mark('namespace wsl:Ubuntu/container1')].map((each) => each.boundingBox()),
      )
      return (
        one!.y < two!.y + two!.height &&
        two!.y < one!.y + one!.height &&
        one!.x < two!.x + two!.width &&
        two!.x < one!.x + one!.width
      )
    }
    await expect.poll(covers).toBe(false)
    const reset = page.getByRole('button', { name: 'Reset positions' })
    if (await reset.isVisible()) await reset.click()
  })

  it('is one stop of Tab, and the arrow keys lead along the way of the packets', async () => {
    await expect.poll(() => page.locator('.map-stage [tabindex="0"]').count()).toBe(1)
    await mark('interface wsl:Ubuntu/host/docker0').focus()
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-key'))
    await page.keyboard.press('ArrowRight')
    await expect.poll(focused).toBe('gate wsl:Ubuntu/host|docker0')
    await page.keyboard.press('ArrowRight')
    await expect.poll(focused).toBe('interface wsl:Ubuntu/host/eth0')
    await page.keyboard.press('Enter')
    await card().getByText('172.25.140.84/20').waitFor()
    await page.keyboard.press('Escape')
    await card().waitFor({ state: 'detached' })
    expect(await page.getByRole('button', { name: 'Interface eth0 of Ubuntu' }).count()).toBe(1)
    await mark(container).focus()
    const before = await corner(container)
    await page.keyboard.press('Shift+ArrowDown')
    await expect.poll(async () => (await corner(container)).y).toBeGreaterThan(before.y + 5)
    await page.getByRole('button', { name: 'Reset positions' }).click()
    await expect.poll(() => corner(container)).toEqual(before)
  })

  it('explains its lines, boxes, colours and shapes', async () => {
    await page.getByRole('button', { name: 'Legend' }).click()
    const legend = page.getByRole('dialog', { name: 'Legend' })
    for (const text of ['NAT gate: here addresses are rewritten', 'Container that does not run', 'ICMP error']) {
      await legend.getByText(text).waitFor()
    }
    await page.keyboard.press('Escape')
    await legend.waitFor({ state: 'detached' })
  })

  it('marks where one world ends and the next begins', async () => {
    for (const text of ['Docker networks', 'WSL', 'Windows', 'LAN']) {
      await stage().locator('text').getByText(text, { exact: true }).first().waitFor()
    }
  })

  it('can be read across a room in the projector theme', async () => {
    await page.setViewportSize({ width: 1280, height: 720 })
    const smallest = () =>
      page.locator('.map-stage svg text').evaluateAll((texts) =>
        Math.min(
          ...texts.map((text) => {
            const shown = Number(text.getAttribute('font-size')) * ((text as SVGTextElement).getScreenCTM()?.a ?? 0)
            return Number.isNaN(shown) || text.textContent === 'NAT' ? Infinity : shown
          }),
        ),
      )
    await page.keyboard.press('0')
    await page.getByRole('button', { name: 'Theme' }).click()
    await page.getByRole('menuitemradio', { name: 'Projector' }).click()
    await expect.poll(smallest).toBeGreaterThan(11)
    // The first time all of the map is shown, the second time what can be read of it.
    await page.keyboard.press('0')
    await expect.poll(smallest).toBeLessThan(11)
    await page.keyboard.press('0')
    await expect.poll(smallest).toBeGreaterThan(11)
    expect(complaints).toEqual([])
  })
})

function xy({ x, y }: { readonly x: number; readonly y: number }): [number, number] {
  return [x, y]
}
