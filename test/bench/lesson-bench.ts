import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { parseTopology } from '../../src/contract/parse-topology'
import { emptyLesson, type Keyframe, type PacketRef } from '../../src/core/lesson/lesson'
import { writeLessonFile } from '../../src/lesson-file/write-lesson-file'
import { launchHopscope } from '../e2e/launch-hopscope'
import type { Measure } from './measure'
import { startSeconds, writePingCapture } from './write-ping-capture'

/** Each ping is two packets: its request and its reply. */
const pings = 50_000
const duration = 3_600_000
const keyframeEvery = 250
/** Places that are sought, in an order that leads to and fro over all of the lesson. */
const seeks = 40

declare global {
  interface Window {
    /** How long each press on the lesson's line took until what it leads to was painted. */
    seekTimes: number[]
  }
}

/**
 * Seeking in a lesson of one hour and 100,000 packets, in Chromium without a GPU: from the press on its line until what
 * stands there is painted.
 */
export async function lessonBench(log: (line: string) => void): Promise<readonly Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-lesson-bench-'))
  const path = join(folder, 'hour.hopscope')
  writeHour(path, join(folder, 'recording.pcapng'))
  const hopscope = await launchHopscope({
    host: 'browser',
    environment: { HOPSCOPE_HOST: 'linux', DOCKER_HOST: 'unix:///nowhere/docker.sock', HOPSCOPE_DATA: folder },
  })
  try {
    const { page } = hopscope
    page.setDefaultTimeout(180_000)
    await page.keyboard.press('Control+o')
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('dialog').getByRole('button', { name: 'Choose files…' }).click()
    const started = performance.now()
    await (await chooser).setFiles(path)
    await page.locator('.lesson-bar').waitFor()
    log(`opened in ${((performance.now() - started) / 1000).toFixed(1)} s`)
    const times = await seekAround(page)
    times.sort((a, b) => a - b)
    const [middle, slow] = [times[Math.floor(times.length / 2)]!, times[Math.ceil(times.length * 0.95) - 1]!]
    log(`${times.length} seeks, half within ${middle.toFixed(0)} ms, 19 of 20 within ${slow.toFixed(0)} ms`)
    return [
      {
        name: 'lesson of an hour and 100,000 packets, seeking, 19 of 20 within',
        value: slow,
        unit: 'ms',
        isMoreBetter: false,
        target: 100,
      },
    ]
  } finally {
    await hopscope.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function seekAround(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    window.seekTimes = []
    document.querySelector('.lesson-scrubber')?.addEventListener(
      'pointerdown',
      () => {
        const pressed = performance.now()
        requestAnimationFrame(() => requestAnimationFrame(() => window.seekTimes.push(performance.now() - pressed)))
      },
      { capture: true },
    )
  })
  const box = (await page.locator('.lesson-scrubber').boundingBox())!
  for (let index = 0; index < seeks; index++) {
    // Multiples of the golden ratio: never near the one before.
    const share = (index * 0.618034) % 1
    await page.mouse.click(box.x + 2 + (box.width - 4) * share, box.y + box.height / 2)
    await page.waitForFunction((count) => window.seekTimes.length === count, index + 1)
  }
  return page.evaluate(() => window.seekTimes)
}

function writeHour(path: string, capture: string): void {
  writePingCapture(capture, pings)
  const folder = 'resources/recordings/internet'
  const topology = parseTopology(JSON.parse(readFileSync(join(folder, 'topology.json'), 'utf8')))
  const keyframes: Keyframe[] = []
  for (let at = 0; at < duration; at += keyframeEvery) {
    const ping = Math.floor((at / duration) * pings)
    keyframes.push({ at, position: { packet: refOf(ping), station: (at / keyframeEvery) % 6 }, isJump: false })
  }
  const lesson = { ...emptyLesson('hour'), title: { en: 'One hour', ja: '1 時間' }, duration, keyframes }
  const content = {
    lesson,
    capture: new Uint8Array(readFileSync(capture)),
    topology,
    changes: [],
    terminals: [],
    narration: null,
  }
  writeFileSync(path, writeLessonFile(content))
}

/** The request of a ping, which are a millisecond apart. */
function refOf(ping: number): PacketRef {
  const nanoseconds = String((ping % 1000) * 1_000_000).padStart(9, '0')
  return { interface: 'wsl:Ubuntu/container1/eth0', time: `${startSeconds + Math.floor(ping / 1000)}.${nanoseconds}` }
}
