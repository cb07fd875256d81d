import { execFileSync } from 'node:child_process'
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
async function openPage(
  lesson: string,
  language = 'en',
  before: () => void = () => undefined,
): Promise<{ page: Page; path: string; requests: string[] }> {
  const path = join(folder, `${language}.html`)
  const args = ['lesson', 'export', '--to', 'html', '--language', language, '--output', path, lesson]
  expect(await runHopscope(args)).toMatchObject({ exitCode: 0 })
  const context = await chromium.browser.newContext({ offline: true, viewport: { width: 1280, height: 720 } })
  const page = await context.newPage()
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('pageerror', (error) => requests.push(String(error)))
  await page.addInitScript(before)
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
    const names = (region: string) =>
      page
        .locator(`${region} button`)
        .evaluateAll((buttons) =>
          buttons.map((button) => button.getAttribute('aria-label') ?? button.getAttribute('title')),
        )
    // Language and theme, and nothing that needs a tracer.
    expect(await names('.top-bar')).toEqual(['Switch to Japanese', 'Theme'])
    // After play or pause.
    const controls = (await names('.lesson-bar')).slice(1)
    expect(controls).toEqual(['Chapters', 'Speed of the lesson', expect.stringContaining('move through the packets')])
    for (const control of ['.send-controls', '.map-hint', '.recording-hint', '.home']) {
      expect(await page.locator(control).count(), control).toBe(0)
    }
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    await page.context().close()
  })

  it('speaks, once somebody has clicked', async () => {
    const voice = join(folder, 'voice.webm')
    const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=20', '-c:a', 'libopus']
    execFileSync('ffmpeg', ['-loglevel', 'error', ...sound, voice])
    const content = makeFullLesson()
    const lesson = { ...content.lesson, narration: { from: 0 }, questions: [], cuts: [] }
    const file = join(folder, 'spoken.hopscope')
    writeFileSync(file, writeLessonFile({ ...content, lesson, narration: new Uint8Array(readFileSync(voice)) }))
    const { page } = await openPage(file, 'en', () => {
      const audio = window.Audio
      window.Audio = function (url: string) {
        const made = new audio(url)
        Object.assign(window, { voice: made })
        return made
      } as unknown as typeof Audio
    })
    await page.getByRole('button', { name: 'Pause the lesson' }).click()
    await page.getByRole('button', { name: 'Play the lesson' }).click()
    const heard = () => page.evaluate(() => (window as unknown as { voice?: HTMLAudioElement }).voice?.currentTime ?? 0)
    await expect.poll(heard).toBeGreaterThan(0.2)
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
