import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { LessonContent, Move, PacketRef } from '../../src/core/lesson/lesson'
import { packetKey } from '../../src/core/lesson/packet-ref'
import { readLessonFile } from '../../src/lesson-file/read-lesson-file'
import { describeLab } from '../lab/describe-lab'
import type { Lab } from '../lab/lab'
import { requireCommand } from '../lab/run-command'
import { createTestLab } from '../lab/test-lab'
import { findMarkedProcesses } from './find-marked-processes'
import { launchHopscope } from './launch-hopscope'
import type { RunningHopscope } from './running-hopscope'

describeLab('recording a lesson of the lab', () => {
  let lab: Lab
  let home: string
  let hopscope: RunningHopscope
  let page: Page

  beforeAll(async () => {
    lab = await createTestLab('record-lesson')
    await lab.up()
  })
  afterAll(() => lab.down())
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'hopscope-home-'))
  })
  afterEach(async () => {
    if (findMarkedProcesses(hopscope.mark).length > 0) await hopscope.close()
    rmSync(home, { recursive: true, force: true })
  })

  const launch = async (switches: readonly string[]): Promise<void> => {
    const environment = { ...lab.environment, HOME: home, HOPSCOPE_DATA: join(home, 'data') }
    hopscope = await launchHopscope({ host: 'browser', environment, switches })
    page = hopscope.page
    page.setDefaultTimeout(30_000)
    await page.locator('svg').getByText('docker0', { exact: true }).first().waitFor()
  }
  const bar = () => page.getByRole('region', { name: 'Lesson recording' })
  const ping = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Ping', exact: true }).click()
    const row = page.getByRole('row').filter({ hasText: 'request' }).filter({ hasText: 'answered' })
    await row.filter({ hasText: '2 NAT' }).first().waitFor()
  }
  const stop = async (): Promise<LessonContent> => {
    await bar().getByRole('button', { name: 'Stop recording' }).click()
    await bar().waitFor({ state: 'detached' })
    const folder = join(home, 'data', 'lessons')
    const files = readdirSync(folder)
    expect(files).toEqual([expect.stringMatching(/^lesson-[0-9-]+\.hopscope$/)])
    return readLessonFile(readFileSync(join(folder, files[0]!)))
  }
  const elapsedIs = (seconds: number) =>
    expect
      .poll(async () => Number((await bar().getByRole('timer').textContent())?.split(':')[1]))
      .toBeGreaterThanOrEqual(seconds)

  it('keeps frames, the player, what is selected, zoomed and marked, and the voice on one clock', async () => {
    await launch(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'])
    await page.getByRole('button', { name: 'Record lesson' }).click()
    await bar().getByText('Recording', { exact: true }).waitFor()
    await bar()
      .getByText(/^[\d.,]+ [GM]B free$/)
      .waitFor()
    // The fake microphone beeps once a second.
    const meter = bar().getByRole('meter', { name: 'Microphone level' })
    await expect.poll(async () => Number(await meter.getAttribute('aria-valuenow'))).toBeGreaterThan(30)
    const { violations } = await new AxeBuilder({ page }).include('.recording-bar').analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    await ping()
    const player = page.locator('[data-region=player]')
    await player.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('row').filter({ hasText: '2 NAT' }).first().click()
    await page.getByRole('tab', { name: 'Terminals' }).click()
    await page.getByRole('button', { name: 'Zoom in' }).click()
    await page.locator('body').press('m')
    await page.getByRole('textbox', { name: /^Name of the marker/ }).fill('Here the address changes')
    await page.keyboard.press('Enter')
    await page.keyboard.press('.')
    await elapsedIs(3)
    await bar().getByRole('button', { name: 'Pause recording' }).click()
    await bar().getByText('Paused', { exact: true }).waitFor()
    await page.getByRole('tab', { name: 'Facts' }).click()
    await bar().getByRole('button', { name: 'Go on recording' }).click()
    await bar().getByText('Recording', { exact: true }).waitFor()
    await elapsedIs(5)
    const content = await stop()

    const { lesson, capture, terminals, narration } = content
    expect(lesson.title.en).toMatch(/^Lesson of /)
    expect(lesson.duration).toBeGreaterThanOrEqual(5_000)
    expect(lesson.markers.map(({ label }) => label)).toEqual(['Here the address changes'])
    expect(lesson.chapters.map(({ at }) => at)).toEqual(lesson.markers.map(({ at }) => at))
    expect(terminals.map(({ data }) => data).join('')).toContain('64 bytes from 8.8.8.8')

    const seen = packetsOf(capture, home)
    const positions = lesson.keyframes.flatMap(({ position }) => (position.packet === null ? [] : [position.packet]))
    expect(positions.length).toBeGreaterThan(1)
    expect(positions.filter((packet) => !seen.has(packetKey(packet)))).toEqual([])
    const ofKind = <Kind extends Move['kind']>(kind: Kind) =>
      lesson.moves.filter((move): move is Extract<Move, { kind: Kind }> => move.kind === kind)
    const selected = ofKind('select').flatMap(({ packet }) => (packet === null ? [] : [packet]))
    expect(selected.length).toBeGreaterThan(0)
    expect(selected.filter((packet: PacketRef) => !seen.has(packetKey(packet)))).toEqual([])
    // What was chosen while it paused holds from where it went on.
    expect(ofKind('tab').map(({ tab }) => tab)).toEqual(['packets', 'terminals', 'facts'])
    expect(ofKind('camera').some(({ camera }) => camera !== null && camera.zoom > 1)).toBe(true)

    writeFileSync(join(home, 'narration.webm'), narration!)
    const probe = JSON.parse(
      execFileSync(
        'ffprobe',
        ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', join(home, 'narration.webm')],
        { encoding: 'utf8' },
      ),
    ) as { streams: { codec_name: string }[]; format: { duration?: string } }
    expect(probe.streams.map(({ codec_name }) => codec_name)).toEqual(['opus'])
    const spoken = Number(probe.format.duration) * 1000 + lesson.narration!.from
    expect(Math.abs(spoken - lesson.duration)).toBeLessThan(1_500)

    // It has opened, and does again what the teacher did.
    await page.getByRole('heading', { name: lesson.title.en }).waitFor()
    await player.getByRole('button', { name: 'Play' }).click()
    await page.getByRole('tab', { name: 'Facts', selected: true }).waitFor()
    await page.getByRole('complementary', { name: 'Inspector' }).locator('.hop').first().waitFor()
  })

  it('goes on without a voice when the microphone is denied, and can teach what was there before', async () => {
    await launch(['--use-fake-device-for-media-stream'])
    const session = await page.context().browser()!.newBrowserCDPSession()
    const permission = { name: 'microphone' }
    await session.send('Browser.setPermission', { permission, setting: 'denied', origin: new URL(page.url()).origin })
    await ping()
    await page.locator('[data-region=player]').getByRole('button', { name: 'Pause' }).click()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('button', { name: 'Record lesson' }).click()
    await page.getByText(/^Hopscope may not use the microphone, so the lesson is recorded without a voice/).waitFor()
    await bar().getByText('No voice').waitFor()
    await elapsedIs(2)
    const { lesson, narration, capture } = await stop()
    expect({ narration, from: lesson.narration }).toEqual({ narration: null, from: null })
    const first = lesson.keyframes[0]?.position.packet
    expect(packetsOf(capture, home).has(packetKey(first!))).toBe(true)
  })

  it('says at once that the disk is full, and opens what was recorded', async () => {
    const disk = join(home, 'data', 'lessons')
    mkdirSync(disk, { recursive: true })
    await requireCommand(['mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk])
    try {
      await launch([])
      await page.getByRole('button', { name: 'Record lesson' }).click()
      await bar()
        .getByText(/^The disk has only \d MiB left/)
        .waitFor()
      const flood = ['ping', '-n', '-q', '-i', '0.01', '-s', '400', '-w', '60', '8.8.8.8']
      const [program, ...args] = await lab.inContainer('container1', flood)
      const ping = spawn(program!, args, { stdio: 'ignore' })
      await page.getByText(/^The disk is full, so the recording has ended\./).waitFor({ timeout: 60_000 })
      ping.kill()
      await bar().waitFor({ state: 'detached' })
      await page.getByRole('heading', { name: /^Lesson of / }).waitFor()
    } finally {
      await hopscope.close()
      await requireCommand(['umount', disk])
    }
  })
})

/** The keys of all frames, as lessons name packets. */
function packetsOf(capture: Uint8Array, folder: string): ReadonlySet<string> {
  const path = join(folder, 'capture.pcapng')
  writeFileSync(path, capture)
  const fields = ['frame.time_epoch', 'frame.interface_description', 'frame.interface_name']
  const lines = execFileSync(
    'tshark',
    ['-n', '-r', path, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])],
    { encoding: 'utf8' },
  )
  return new Set(
    lines
      .trim()
      .split('\n')
      .map((line) => {
        const [time = '', description = '', name = ''] = line.split('\t')
        const [, machine, namespace] = /^machine=(\S+) namespace=(.+)$/.exec(description) ?? []
        return packetKey({ time, interface: `${machine}/${namespace}/${name}` })
      }),
  )
}
