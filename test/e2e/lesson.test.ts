import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLessonFile } from '../../src/lesson-file/read-lesson-file'
import { writeLessonFile } from '../../src/lesson-file/write-lesson-file'
import { launchChromium } from '../electron/launch-chromium'
import { launchHopscope } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'

declare global {
  interface Window {
    /** What the lesson's voice sounds from. */
    voice: HTMLMediaElement
  }
}

/** The third lesson of the course, in which two masquerades rewrite the source. */
const title = 'From a container to the internet: two masquerades'
const folder = mkdtempSync(join(tmpdir(), 'hopscope-lesson-'))

const course = JSON.stringify(readLessonFile(readFileSync('resources/lessons/3-internet.hopscope')).lesson)

let hopscope: RunningHopscope
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  hopscope = await launchHopscope({
    host: 'browser',
    staysHome: true,
    environment: { HOPSCOPE_HOST: 'linux', DOCKER_HOST: 'unix:///nowhere/docker.sock', HOPSCOPE_DATA: folder },
  })
  page = hopscope.page
  page.setDefaultTimeout(30_000)
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text())
  })
})
afterAll(async () => {
  await hopscope.close()
  rmSync(folder, { recursive: true, force: true })
})

const bar = () => page.getByRole('toolbar', { name: 'Lesson' })
const position = () => page.getByRole('slider', { name: 'Position in the lesson' })
const shown = async () => Number(await position().getAttribute('aria-valuenow'))
const question = () => page.locator('.question-card')

async function seekTo(share: number): Promise<void> {
  const box = (await position().boundingBox())!
  await page.mouse.click(box.x + box.width * share, box.y + box.height / 2)
}

async function openLesson(): Promise<void> {
  await page.locator('.home').waitFor()
  await page.getByRole('button', { name: title }).click()
  await bar().waitFor()
}

describe('a new user', () => {
  it('is led to the course, and told what going live takes', async () => {
    const home = page.getByRole('region', { name: 'Home: course and first steps' })
    await home.getByRole('button', { name: title }).waitFor()
    expect(await home.locator('.lesson-card').count()).toBeGreaterThanOrEqual(6)
    await home.getByText('Docker answers').waitFor()
    const { violations } = await new AxeBuilder({ page }).include('.home').analyze()
    expect(violations).toEqual([])
  })

  it('opens a lesson, plays it, and reads what is said of what moves', async () => {
    await openLesson()
    expect(await page.title()).toContain(title)
    await page.keyboard.press('Space')
    await expect.poll(shown).toBeGreaterThan(1)
    await page.locator('.lesson-caption').getByText('172.17.0.2').waitFor()
    // The packet that the film is with is the one that the inspector shows.
    await page.locator('.inspector').getByText('request 1 · hop by hop').waitFor()
  })

  it('is asked, cannot see the answer beforehand, and is told what the packet says', async () => {
    await question().waitFor({ timeout: 60_000 })
    await page.getByText('First your answer').waitFor()
    expect(await page.locator('.inspector').getByText('MASQUERADE').count()).toBe(0)
    const { violations } = await new AxeBuilder({ page }).include('.question-card').analyze()
    expect(violations).toEqual([])
    const before = await shown()
    await page.keyboard.press('Space')
    expect(await shown()).toBe(before)
    // The shuffled order is never the right one.
    await question().getByRole('button', { name: 'Answer', exact: true }).click()
    await page.getByText('Not quite').waitFor()
    await question()
      .getByText(/The packet says: eth0 \(container1\) → /)
      .waitFor()
    await page.locator('.lesson-question-mark.is-wrong').waitFor()
    await expect.poll(shown).toBeGreaterThan(before)
    await question().getByRole('button', { name: 'Dismiss' }).click()
  })

  it('takes over, steps and inspects, and returns to where the lesson waits', async () => {
    const before = await shown()
    await page.keyboard.press('ArrowRight')
    const back = page.getByRole('button', { name: 'Return to the lesson' })
    await back.waitFor()
    await page.getByRole('toolbar', { name: 'Player' }).waitFor()
    await page.keyboard.press('ArrowRight')
    await back.click()
    await bar().waitFor()
    expect(Math.abs((await shown()) - before)).toBeLessThanOrEqual(3)
    await page.getByRole('button', { name: 'Play the lesson' }).waitFor()
  })

  it('goes to a chapter, and keeps the answers as a table', async () => {
    await bar().getByRole('button', { name: 'Chapters' }).click()
    await page.getByRole('menuitem').last().click()
    await expect.poll(shown).toBeGreaterThan(60)
    await page.getByRole('tab', { name: 'Lesson' }).click()
    await page.getByLabel('Your name, for the table').fill('=Aoi')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as a table (CSV)' }).click()
    const path = join(folder, 'results.csv')
    await (await download).saveAs(path)
    const [head, row] = readFileSync(path, 'utf8').split('\r\n')
    expect(head).toContain('What the packet says')
    expect(row).toContain(`${title},'=Aoi,1,`)
    expect(row).toContain('wrong')
  })
})

describe('an author', () => {
  it('adds a caption and a cut where the film stands, and undoes', async () => {
    await seekTo(0.1)
    await page.keyboard.press('Shift+E')
    const editor = page.getByRole('region', { name: 'Edit the lesson' })
    await editor.getByRole('button', { name: 'Caption', exact: true }).click()
    await editor.getByLabel('Text, English').fill('Look <b>here</b>')
    await editor.getByLabel('Text, Japanese').fill('ここを見てください')
    await page.locator('.lesson-caption').getByText('Look <b>here</b>').waitFor()
    const length = async () => (await page.locator('.lesson-time').textContent())!.split(' / ')[1]
    await seekTo(0.6)
    const before = await length()
    await editor.getByRole('button', { name: 'Cut', exact: true }).click()
    await expect.poll(length).not.toBe(before)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(length).toBe(before)
    await page.getByRole('button', { name: 'Redo' }).click()
    await expect.poll(length).not.toBe(before)
    const { violations } = await new AxeBuilder({ page }).include('.lesson-editor').analyze()
    expect(violations).toEqual([])
  })

  it('asks a question about the packet that is selected, which the packet itself answers', async () => {
    const editor = page.getByRole('region', { name: 'Edit the lesson' })
    await seekTo(0.1)
    await editor.getByRole('button', { name: 'Question', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Free text' }).click()
    await editor.getByLabel('Question, English').fill('What is the source?')
    await editor.getByText(/The packet says: \d+\.\d+\.\d+\.\d+/).waitFor()
    await editor.getByLabel('At the interface').selectOption({ index: 0 })
    await editor.getByText('The packet says: 172.17.0.2').waitFor()
  })

  it('lights up what is clicked on the map', async () => {
    const editor = page.getByRole('region', { name: 'Edit the lesson' })
    await editor.locator('.editor-bar').getByRole('button', { name: 'Spotlight' }).click()
    await editor.getByRole('button', { name: 'Choose on the map' }).click()
    await page.locator('svg').getByText('container2', { exact: true }).first().click()
    await expect
      .poll(() =>
        editor.getByLabel('Lights up').evaluate((each) => (each as HTMLSelectElement).selectedOptions[0]?.text),
      )
      .toBe('container2')
    await page.locator('.spotlights > rect').last().waitFor()
  })

  it('saves a copy of the course’s lesson that opens again from Home; the original stays', async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('As in its file.').waitFor()
    await page.getByRole('button', { name: 'Home: course and first steps' }).click()
    await page.locator('.home').getByRole('heading', { name: 'Your lessons' }).waitFor()
    await page.locator('.home .lesson-cards').last().getByRole('button').first().click()
    await bar().waitFor()
    await page.getByRole('tab', { name: 'Lesson' }).click()
    await page.locator('.transcript').getByText('Look <b>here</b>').waitFor()
    const original = JSON.stringify(readLessonFile(readFileSync('resources/lessons/3-internet.hopscope')).lesson)
    expect(original).toBe(course)
  })
})

describe('what is sent', () => {
  const make = async (format: RegExp, name: string): Promise<string> => {
    await page.getByRole('dialog', { name: 'Send the lesson' }).getByRole('radio', { name: format }).check()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Make the file' }).click()
    const path = join(folder, name)
    await (await download).saveAs(path)
    return path
  }

  beforeAll(async () => {
    await bar().getByRole('button', { name: 'Send' }).click()
    await page.getByRole('dialog', { name: 'Send the lesson' }).waitFor()
  })

  it('is a file of Hopscope with the same packets, the edits in it', async () => {
    const path = await make(/Lesson for Hopscope/, 'sent.hopscope')
    const sent = readLessonFile(readFileSync(path))
    const original = readLessonFile(readFileSync('resources/lessons/3-internet.hopscope'))
    expect(Buffer.from(sent.capture).equals(Buffer.from(original.capture))).toBe(true)
    expect(sent.lesson.captions.map(({ text }) => text.ja)).toContain('ここを見てください')
    expect(sent.lesson.cuts).toHaveLength(1)
    expect(sent.lesson.questions).toHaveLength(original.lesson.questions.length + 1)
  })

  it('is a capture whose comments tell the story in Wireshark', async () => {
    const path = await make(/Capture with the story/, 'sent.pcapng')
    const tshark = spawnSync('tshark', ['-n', '-r', path, '-T', 'fields', '-e', 'frame.comment'], { encoding: 'utf8' })
    expect(tshark.stderr.replaceAll(/.*root.*\n?/g, '')).toBe('')
    const original = readLessonFile(readFileSync('resources/lessons/3-internet.hopscope'))
    expect(tshark.stdout.trimEnd().split('\n')).toHaveLength(await countFrames(original.capture))
    expect(tshark.stdout).toContain('172.17.0.2')
  })

  it('is a file of captions, and a worksheet in which nothing of a caption is markup', async () => {
    const captions = readFileSync(await make(/Captions for video players/, 'sent.vtt'), 'utf8')
    expect(captions).toMatch(/^WEBVTT/)
    expect(captions).toContain('Look &lt;b&gt;here&lt;/b&gt;')
    const worksheet = readFileSync(await make(/Worksheet/, 'sent-worksheet.html'), 'utf8')
    expect(worksheet).toContain('What is the source?')
    expect(worksheet).not.toContain('<b>here</b>')
    expect(worksheet).not.toMatch(/<script/i)
  })

  it('says nothing of the network when addresses and names are replaced', async () => {
    await page.getByRole('checkbox', { name: /Replace addresses/ }).check()
    const sent = readFileSync(await make(/Lesson for Hopscope/, 'redacted.hopscope'))
    const { lesson, topology, capture } = readLessonFile(sent)
    await page.getByRole('checkbox', { name: /Replace addresses/ }).uncheck()
    const text = JSON.stringify([lesson, topology])
    expect(text).not.toContain('172.17.0.2"')
    expect(text).not.toContain('DESKTOP-7Q')
    expect(await countFrames(capture)).toBeGreaterThan(10)
  })

  it('is one page that plays from disk in a fresh browser without a network', async () => {
    const path = await make(/One page for any browser/, 'sent.html')
    expect(readFileSync(path).length).toBeLessThan(1_500_000)
    await page.keyboard.press('Escape')
    const fresh = await launchChromium({ hasWindow: false, width: 1280, height: 800 })
    try {
      const context = fresh.browser.contexts()[0]!
      await context.setOffline(true)
      const other = context.pages()[0]!
      const asked: string[] = []
      const errors: string[] = []
      other.on('request', (request) => void asked.push(request.url()))
      other.on('pageerror', (error) => void errors.push(error.message))
      other.setDefaultTimeout(30_000)
      await other.goto(pathToFileURL(path).href)
      const slider = other.getByRole('slider', { name: 'Position in the lesson' })
      await slider.waitFor()
      expect(await other.getByRole('button', { name: 'Start capture' }).count()).toBe(0)
      // It begins by itself.
      await expect.poll(async () => Number(await slider.getAttribute('aria-valuenow'))).toBeGreaterThan(1)
      await other.locator('.lesson-caption').waitFor()
      await other.locator('.inspector').getByText('request 1 · hop by hop').waitFor()
      expect(asked.filter((url) => !/^(?:file|data|blob):/.test(url))).toEqual([])
      expect(errors).toEqual([])
    } finally {
      await fresh.close()
    }
  })
})

it('is heard where it is seen, waits in a slower stretch, and is quiet when it is paused', async () => {
  const voiced = join(folder, 'voiced.hopscope')
  const tone = join(folder, 'tone.webm')
  const made = spawnSync('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'sine=frequency=440:duration=20', '-c:a', 'libopus'],
    ...['-f', 'webm', tone],
  ])
  expect(made.stderr.toString()).toBe('')
  const content = readLessonFile(readFileSync('resources/lessons/3-internet.hopscope'))
  const lesson = {
    ...content.lesson,
    id: 'voiced',
    questions: [],
    narration: { from: 1000 },
    slow: [{ from: 6000, to: 8000, times: 20 }],
  }
  writeFileSync(voiced, writeLessonFile({ ...content, lesson, narration: new Uint8Array(readFileSync(tone)) }))
  // The element that sounds is in no document; whoever plays it is heard here.
  await page.evaluate(() => {
    const before = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'play')!.value as () => Promise<void>
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      window.voice = this
      HTMLMediaElement.prototype.play = before
      return before.call(this)
    }
  })
  await page.keyboard.press('Control+o')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('dialog').getByRole('button', { name: 'Choose files…' }).click()
  await (await chooser).setFiles(voiced)
  await page.getByRole('status').getByText('Lesson · ').waitFor()
  await page
    .locator('.lesson-time')
    .getByText(/^0:00 /)
    .waitFor()
  const heard = () => page.evaluate(() => ({ at: window.voice.currentTime, isPaused: window.voice.paused }))
  await page.locator('.lesson-bar button').first().click()
  await page.waitForFunction(() => 'voice' in window && window.voice.currentTime > 1)
  const { at } = await heard()
  expect(Math.abs((await shown()) - 1 - at)).toBeLessThan(1.5)
  // Of the forty seconds that the stretch takes the voice has two.
  await page.waitForFunction(() => window.voice.currentTime > 6.5 && window.voice.paused, null, { timeout: 60_000 })
  await seekTo(0)
  await page.waitForFunction(() => !window.voice.paused && window.voice.currentTime < 4)
  await page.locator('.lesson-bar button').first().click()
  await expect.poll(async () => (await heard()).isPaused).toBe(true)
})

it('is refused by name when a file of it is damaged, and what was shown stays', async () => {
  const damaged = join(folder, 'damaged.hopscope')
  const bytes = readFileSync('resources/lessons/3-internet.hopscope')
  writeFileSync(damaged, bytes.subarray(0, bytes.length - 400))
  await page.keyboard.press('Control+o')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('dialog').getByRole('button', { name: 'Choose files…' }).click()
  await (await chooser).setFiles(damaged)
  await page.getByText(/The lesson is damaged: the archive/).waitFor()
  await bar().waitFor()
  expect(complaints).toEqual([])
})

/** How many frames a capture has, as tshark counts them. */
async function countFrames(capture: Uint8Array): Promise<number> {
  const path = join(folder, 'counted.pcapng')
  writeFileSync(path, capture)
  const { stdout } = spawnSync('tshark', ['-n', '-r', path, '-T', 'fields', '-e', 'frame.number'], { encoding: 'utf8' })
  return Promise.resolve(stdout.trimEnd().split('\n').length)
}
