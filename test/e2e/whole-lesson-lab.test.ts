import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readLessonFile } from '../../src/lesson-file/read-lesson-file'
import { launchChromium } from '../electron/launch-chromium'
import { describeLab } from '../lab/describe-lab'
import type { Lab } from '../lab/lab'
import { createTestLab } from '../lab/test-lab'
import { launchHopscope } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'

/** A teacher's whole way: recorded in the lab, edited, asked, sent in every form, and each opened again. */
describeLab('a lesson from the lab to the class', () => {
  let lab: Lab
  let home: string
  let hopscope: RunningHopscope
  let page: Page
  /** When each frame of the recording was captured, as tshark reads it. */
  let recorded: readonly string[]

  beforeAll(async () => {
    lab = await createTestLab('whole-lesson')
    await lab.up()
    home = mkdtempSync(join(tmpdir(), 'hopscope-home-'))
    hopscope = await launchHopscope({
      host: 'browser',
      environment: { ...lab.environment, HOME: home, HOPSCOPE_DATA: join(home, 'data') },
      switches: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    })
    page = hopscope.page
    page.setDefaultTimeout(30_000)
    await page.locator('svg').getByText('docker0', { exact: true }).first().waitFor()
  })
  afterAll(async () => {
    await hopscope.close()
    rmSync(home, { recursive: true, force: true })
    await lab.down()
  })

  const path = (name: string) => join(home, name)
  const tshark = (file: string, field: string): readonly string[] =>
    execFileSync('tshark', ['-n', '-r', file, '-T', 'fields', '-e', field], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .trimEnd()
      .split('\n')
  const timesOf = (capture: Uint8Array): readonly string[] => {
    writeFileSync(path('times.pcapng'), capture)
    return tshark(path('times.pcapng'), 'frame.time_epoch')
  }
  const packets = (of: Page) =>
    of
      .locator('.status-bar')
      .getByText(/^\d+ packets$/)
      .textContent()
  const make = async (format: RegExp, name: string): Promise<string> => {
    await page.getByRole('radio', { name: format }).check()
    const download = page.waitForEvent('download', { timeout: 90_000 })
    await page.getByRole('button', { name: 'Make the file' }).click()
    await (await download).saveAs(path(name))
    return path(name)
  }
  const open = async (file: string): Promise<void> => {
    await page.keyboard.press('Control+o')
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('dialog').getByRole('button', { name: 'Choose files…' }).click()
    await (await chooser).setFiles(file)
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }

  it('is recorded with a voice, opens, and is edited and asked', async () => {
    await page.getByRole('button', { name: 'Record lesson' }).click()
    const bar = page.getByRole('region', { name: 'Lesson recording' })
    await bar.getByText('Recording', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Ping', exact: true }).click()
    const request = page.getByRole('row').filter({ hasText: 'request' }).filter({ hasText: '2 NAT' })
    await request.filter({ hasText: 'answered' }).first().waitFor()
    await page.locator('[data-region=player]').getByRole('button', { name: 'Pause' }).click()
    await request.first().click()
    await bar.getByRole('button', { name: 'Stop recording' }).click()
    await page.locator('.lesson-bar').waitFor()
    const [file] = readdirSync(path('data/lessons'))
    const { capture, narration } = readLessonFile(readFileSync(path(`data/lessons/${file}`)))
    expect(narration?.length).toBeGreaterThan(1000)
    recorded = timesOf(capture)
    expect(recorded.length).toBeGreaterThanOrEqual(12)

    await page.keyboard.press('Shift+E')
    const editor = page.getByRole('region', { name: 'Edit the lesson' })
    const line = (await page.locator('.lesson-scrubber').boundingBox())!
    await page.mouse.click(line.x + line.width * 0.999, line.y + line.height / 2)
    await editor.locator('.editor-bar').getByRole('button', { name: 'Question' }).click()
    await page.getByRole('menuitem', { name: 'Which source address comes next?' }).click()
    await editor.getByLabel('Question, English').fill('What does the gateway see?')
    const told = await editor.getByText(/^The packet says: /).textContent()
    const truth = told!.replace('The packet says: ', '')
    await page.mouse.click(line.x + 1, line.y + line.height / 2)
    await editor.locator('.editor-bar').getByRole('button', { name: 'Caption' }).click()
    await editor.getByLabel('Text, English').fill('A ping leaves container1')
    await editor.getByLabel('Text, Japanese').fill('ping が container1 を出ます')
    await editor.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('As in its file.').waitFor()

    await page.keyboard.press('Shift+E')
    await page.locator('.lesson-bar').getByRole('button', { name: 'Play the lesson' }).click()
    const card = page.locator('.question-card')
    await card.getByText('What does the gateway see?').waitFor({ timeout: 90_000 })
    await card.getByRole('button', { name: truth, exact: true }).click()
    await page.locator('.question-card.is-right').waitFor()
    await page.locator('.lesson-bar').getByRole('button', { name: 'Send' }).click()
    await page.getByRole('dialog', { name: 'Send the lesson' }).waitFor()
  })

  it('is the same lesson as a file, also when it was unpacked and packed again by hand', async () => {
    const sent = readLessonFile(readFileSync(await make(/Lesson for Hopscope/, 'sent.hopscope')))
    expect(timesOf(sent.capture)).toEqual(recorded)
    expect(sent.lesson.captions.map(({ text }) => text.ja)).toEqual(['ping が container1 を出ます'])
    mkdirSync(path('by-hand'))
    execFileSync('unzip', ['-q', path('sent.hopscope'), '-d', path('by-hand')])
    execFileSync('zip', ['-q', '-r', path('again.hopscope'), 'by-hand'], { cwd: home })
    const again = readLessonFile(readFileSync(path('again.hopscope')))
    expect(again.lesson).toEqual(sent.lesson)
    expect(Buffer.from(again.capture).equals(Buffer.from(sent.capture))).toBe(true)
  })

  it('is a capture with comments, captions and a worksheet', async () => {
    const story = await make(/Capture with the story/, 'sent.pcapng')
    expect([...tshark(story, 'frame.time_epoch')].sort()).toEqual([...recorded].sort())
    expect(tshark(story, 'frame.comment').join('\n')).toContain('A ping leaves container1')
    expect(readFileSync(await make(/Captions for video players/, 'sent.vtt'), 'utf8')).toContain('A ping leaves')
    expect(readFileSync(await make(/Worksheet/, 'sent.html'), 'utf8')).toContain('What does the gateway see?')
  })

  it('is a video with its voice, and a moving picture', async () => {
    await page.getByRole('radio', { name: /Video \(\.webm\)/ }).check()
    await page.getByLabel('Size').selectOption('720')
    const video = await make(/Video \(\.webm\)/, 'sent.webm')
    const args = ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', video]
    const { streams, format } = JSON.parse(execFileSync('ffprobe', args, { encoding: 'utf8' })) as {
      streams: { codec_type: string; codec_name: string; height?: number }[]
      format: { duration: string }
    }
    expect(streams.map(({ codec_type }) => codec_type).sort()).toEqual(['audio', 'video'])
    expect(streams.find(({ codec_type }) => codec_type === 'video')?.height).toBe(720)
    const { lesson } = readLessonFile(readFileSync(path('sent.hopscope')))
    // The question is shown, and then its answer.
    expect(Number(format.duration)).toBeGreaterThan(lesson.duration / 1000)
    const picture = readFileSync(await make(/Moving picture/, 'sent.gif'))
    expect(picture.subarray(0, 6).toString('latin1')).toBe('GIF89a')
  })

  it('is a page with the same packets, in a fresh browser with the network off', async () => {
    const sent = await make(/One page for any browser/, 'page.html')
    await page.keyboard.press('Escape')
    const here = await packets(page)
    const fresh = await launchChromium({ hasWindow: false, width: 1280, height: 800 })
    try {
      const context = fresh.browser.contexts()[0]!
      await context.setOffline(true)
      const other = context.pages()[0]!
      await other.goto(pathToFileURL(sent).href)
      await other.locator('.lesson-caption').getByText('A ping leaves container1').waitFor()
      expect(await packets(other)).toBe(here)
    } finally {
      await fresh.close()
    }
  })

  it('opens from the file that was packed by hand', async () => {
    const here = await packets(page)
    await open(path('again.hopscope'))
    await page
      .locator('.lesson-time')
      .getByText(/^0:00 /)
      .waitFor()
    await page.locator('.lesson-bar').getByRole('button', { name: 'Play the lesson' }).click()
    await page.locator('.lesson-caption').getByText('A ping leaves container1').waitFor()
    expect(await packets(page)).toBe(here)
  })
})
