import { AxeBuilder } from '@axe-core/playwright'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build, preview, type PreviewServer } from 'vite'
import { screenStates } from '../gallery/screen-states'
import { launchChromium, type LaunchedChromium } from '../electron/launch-chromium'

/** Every part and state of the screen, on recorded data and without a lab. */
describe('the gallery', () => {
  let server: PreviewServer
  let chromium: LaunchedChromium
  let browser: Browser
  let page: Page
  let address: string
  const complaints: string[] = []
  const outDir = mkdtempSync(join(tmpdir(), 'hopscope-gallery-'))

  beforeAll(async () => {
    // Bundled once: a hundred pages of single modules would take minutes.
    const site = { configFile: 'test/gallery/vite.config.ts', logLevel: 'error', build: { outDir } } as const
    await build({ ...site, oxc: { jsx: { development: false } }, define: { 'process.env.NODE_ENV': '"production"' } })
    server = await preview({ ...site, preview: { port: 0, host: '127.0.0.1' } })
    address = server.resolvedUrls?.local[0] ?? ''
    chromium = await launchChromium({ hasWindow: false, width: 1500, height: 1000 })
    browser = chromium.browser
    page = browser.contexts()[0]!.pages()[0]!
    page.setDefaultTimeout(30_000)
    page.on('pageerror', (error) => complaints.push(error.message))
    await open('scenes/story')
  })
  afterAll(async () => {
    await chromium.close()
    await server.close()
    rmSync(outDir, { recursive: true })
  })

  async function open(show: string, more = ''): Promise<void> {
    await page.goto(`${address}?show=${show}${more}`)
    await page.waitForFunction(() => globalThis.isGalleryReady)
  }

  /** What axe finds wrong by WCAG 2 A and AA within the part, as one line each. */
  async function findObstacles(within: string): Promise<readonly string[]> {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']
    const { violations } = await new AxeBuilder({ page }).include(within).withTags(tags).analyze()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
  }

  const linksTo = (group: string) =>
    page.locator(`.gallery-index section a[href*="show=${group}%2F"]`).allTextContents()

  it('shows every part, in both languages and all themes, without an error or an obstacle', async () => {
    const parts = await linksTo('parts')
    expect(parts.length).toBeGreaterThan(8)
    const looks = ['&language=ja&theme=light', '&language=en&theme=projector']
    for (const part of parts) {
      for (const look of looks) {
        await open(`parts/${part}`, look)
        expect([part, look, await findObstacles('.gallery-part')]).toEqual([part, look, []])
      }
    }
    expect(complaints).toEqual([])
  }, 600_000)

  it('shows every scene and map', async () => {
    for (const group of ['scenes', 'maps']) {
      await open('scenes/story')
      for (const name of await linksTo(group)) {
        await open(`${group}/${name}`)
        expect([name, await page.locator('canvas').count()]).toEqual([name, group === 'scenes' ? 5 : 1])
      }
    }
    expect(complaints).toEqual([])
  }, 600_000)

  it.each(Object.keys(screenStates))('shows the state %s of the screen', async (state) => {
    await open(`screens/${state}`)
    await page.getByRole('banner').waitFor()
    expect(await findObstacles('body')).toEqual([])
    // The panel that breaks does so on purpose.
    expect(complaints.filter((complaint) => complaint !== 'broken on purpose')).toEqual([])
  })
})
