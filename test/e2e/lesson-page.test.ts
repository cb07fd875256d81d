import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeLessonFile } from '../../src/lesson-file/write-lesson-file'
import { readLessonFile } from '../../src/lesson-file/read-lesson-file'
import { readLessonPackets } from '../../src/core/lesson/read-packets'
import { runHopscope } from '../cli/run-hopscope'
import { launchChromium, type LaunchedChromium } from '../electron/launch-chromium'
import { makeFullLesson } from '../lesson/full-lesson'

const hostile = '</title><script>document.title="run"</script><img src=x onerror=alert(1)>'
let folder = ''
let chromium: LaunchedChromium

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hopscope-page-'))
  chromium = await launchChromium({ hasWindow: false, width: 1280, height: 720 })
})

afterAll(async () => {
  await chromium.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Exports a lesson and opens its page from disk, in a profile of its own and without a network. */
async function openPage(lesson: string, language = 'en'): Promise<{ page: Page; path: string; requests: string[] }> {
  const path = join(folder, `${language}.html`)
  const args = ['lesson', 'export', '--to', 'html', '--language', language, '--output', path, lesson]
  expect(await runHopscope(args)).toMatchObject({ exitCode: 0 })
  const context = await chromium.browser.newContext({ offline: true, viewport: { width: 1280, height: 720 } })
  const page = await context.newPage()
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('pageerror', (error) => requests.push(String(error)))
  await page.goto(pathToFileURL(path).href)
  return { page, path, requests }
}

const shownTime = (page: Page) => page.locator('.lesson-time').textContent()

describe('a lesson’s page', () => {
  it('of the course is small, and plays from disk without a network', async () => {
    const course = 'resources/lessons/3-internet.hopscope'
    const { page, path, requests } = await openPage(course, 'ja')
    expect(statSync(path).size).toBeLessThan(1.5 * 1024 * 1024)
    const { lesson, ...content } = readLessonFile(new Uint8Array(readFileSync(course)))
    await page.getByRole('toolbar', { name: 'レッスン' }).waitFor()
    expect(await page.title()).toContain(lesson.title.ja)
    const before = await shownTime(page)
    await expect.poll(() => shownTime(page)).not.toBe(before)
    const packets = readLessonPackets({ ...content }).journeys.length
    await page.getByText(`${packets} パケット`).waitFor()
    // Nothing but the page itself, and what it makes of its own bytes.
    expect(requests.filter((url) => !url.startsWith('file://') && !/^(?:data|blob):/.test(url))).toEqual([])
    expect(requests.filter((url) => url.startsWith('file://'))).toHaveLength(1)
    await page.context().close()
  })

  it('has no live controls, nothing to save, and no flaw for screen readers', async () => {
    const file = join(folder, 'full.hopscope')
    writeFileSync(file, writeLessonFile(makeFullLesson()))
    const { page } = await openPage(file)
    await page.getByText('The ping leaves through eth0.').first().waitFor()
    for (const name of ['Ping', 'Trace route', 'Record lesson', 'Edit', 'Send', 'Home']) {
      expect(await page.getByRole('button', { name, exact: true }).count(), name).toBe(0)
    }
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    await page.context().close()
  })

  it('shows hostile texts, runs nothing of them and lets nothing out', async () => {
    const both = { en: hostile, ja: hostile }
    const content = makeFullLesson()
    const lesson = { ...content.lesson, title: both, captions: [{ from: 0, to: 60_000, text: both }] }
    const file = join(folder, 'hostile.hopscope')
    writeFileSync(file, writeLessonFile({ ...content, lesson }))
    const { page, requests } = await openPage(file)
    await page.getByText(hostile).first().waitFor()
    expect(await page.title()).toContain('</title>')
    expect(await page.locator('img').count()).toBe(0)
    const refused = await page.evaluate(async () => {
      const tried = await fetch('https://127.0.0.1:9/').then(
        () => 'fetched',
        () => 'refused',
      )
      const script = document.createElement('script')
      script.textContent = 'window.injected = true'
      document.head.append(script)
      return [tried, 'injected' in window]
    })
    expect(refused).toEqual(['refused', false])
    expect(requests.filter((url) => /^https?:/.test(url))).toEqual([])
    await page.context().close()
  })
})
