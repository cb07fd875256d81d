import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { collectCapture } from '../../test/fixtures/collect-capture'
import { createPcapWriter } from '../core/recording/pcap-writer'
import { createPcapngReader } from '../core/recording/pcapng-reader'

const root = join(import.meta.dirname, '../..')
const captures = join(root, 'test/fixtures/captures')
const folder = mkdtempSync(join(tmpdir(), 'hopscope-open-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface JourneyLine {
  readonly kind: string
  readonly sightings: readonly { interface: string; time: string; source: string; machine: string | null }[]
  readonly rewrites: readonly { after: number; field: string; from: unknown; to: unknown; cause: { kind: string } }[]
  readonly verdict: { kind: string }
}

/** Runs `hopscope open` from the sources in a process of its own. */
function open(...args: readonly string[]) {
  const script = `import { main } from './src/cli/index.ts'\nprocess.exitCode = await main(${JSON.stringify(['open', ...args])})`
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', script],
    { cwd: root, encoding: 'utf8' },
  )
  const journeys = () =>
    stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as JourneyLine)
  return { status, stdout, stderr, journeys }
}

function save(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const ping = join(captures, 'ping.pcapng')
const texts = [0, 1, 2, 4, 6, 7].map((index) => join(captures, `ping-${index}.txt`))
const sources = ['172.17.0.2', '172.17.0.2', '172.17.0.2', '172.25.140.84', '172.25.140.84', '172.22.1.30']

describe('hopscope open', () => {
  test('a recording and its map', () => {
    const { status, stderr, journeys } = open(ping, '--topology', join(captures, 'topology.json'), '--json')
    expect([status, stderr]).toEqual([0, ''])
    expect(journeys().map(({ kind, verdict }) => [kind, verdict.kind])).toEqual(
      [1, 2, 3].flatMap(() => [
        ['echo-request', 'answered'],
        ['echo-reply', 'delivered'],
      ]),
    )
    const request = journeys()[0]!
    expect(request.sightings.map(({ source }) => source)).toEqual(sources)
    expect(request.rewrites.filter(({ field }) => field === 'source')).toEqual([
      {
        after: 3,
        field: 'source',
        from: '172.17.0.2',
        to: '172.25.140.84',
        cause: { kind: 'masquerade', rule: '-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE' },
      },
      {
        after: 5,
        field: 'source',
        from: '172.25.140.84',
        to: '172.22.1.30',
        cause: { kind: 'masquerade', rule: 'WSLNat 172.25.128.0/20' },
      },
    ])
  })

  test('the text of six tcpdumps tells the same packets at the same times', () => {
    const facts = (journeys: readonly JourneyLine[]) =>
      journeys.map(({ kind, verdict, sightings }) => [
        kind,
        verdict.kind,
        sightings.map(({ time, source }) => [time, source]),
      ])
    const text = open(...texts, '--json')
    expect([text.status, text.stderr]).toEqual([0, ''])
    expect(facts(text.journeys())).toEqual(facts(open(ping, '--json').journeys()))
    expect(new Set(text.journeys().flatMap(({ sightings }) => sightings.map(({ machine }) => machine)))).toEqual(
      new Set([null]),
    )
  })

  test('one pcap for each interface, named after its file', () => {
    const { points, sightings } = collectCapture(createPcapngReader, readFileSync(ping))
    const files = points.map((point) => {
      const parts: Uint8Array[] = []
      const writer = createPcapWriter((part) => parts.push(part), 1)
      for (const sighting of sightings) if (sighting.point === point) writer.sighting(sighting)
      return save(`port ${point.index}.pcap`, Buffer.concat(parts))
    })
    const { status, journeys } = open(...files, '--json')
    expect(status).toBe(0)
    expect(journeys()).toHaveLength(6)
    const names = files.map((file) => basename(file, '.pcap')).sort()
    expect(
      journeys()[0]
        ?.sightings.map((sighting) => sighting.interface)
        .sort(),
    ).toEqual(names)
  })

  test('a truncated recording tells everything before the cut, and exits with 2', () => {
    const whole = readFileSync(ping)
    const { status, stderr, journeys } = open(save('cut.pcapng', whole.subarray(0, whole.length - 50)), '--json')
    expect(status).toBe(2)
    expect(stderr).toMatch(
      /^hopscope: \S+cut\.pcapng: The file ends in the middle of a block at byte \d+; the 35 packets before it were read\.\n$/,
    )
    expect(journeys().flatMap(({ sightings }) => sightings)).toHaveLength(35)
  })

  test.each([
    ['empty.pcapng', '', 'The file is empty.'],
    ['diary.txt', 'Dear diary\n', 'This is no capture'],
    ['packed.gz', Uint8Array.of(0x1f, 0x8b, 8, 0), 'gunzip'],
    ['old.pcap', Uint8Array.of(0x34, 0xcd, 0xb2, 0xa1, 0, 0, 0, 0), 'editcap'],
    ['short.pcap', Uint8Array.of(0xd4, 0xc3, 0xb2, 0xa1, 2, 0), 'ends within its first 24 bytes'],
  ])('%s is refused in one line', (name, content, sentence) => {
    const { status, stdout, stderr } = open(save(name, content), '--json')
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain(sentence)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr).toContain(name)
  })

  test('a file that is not there, and a folder', () => {
    expect(open(join(folder, 'nowhere.pcapng'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('there is no such file') as string,
    })
    expect(open(folder)).toMatchObject({ status: 2, stderr: expect.stringContaining('it is a folder') as string })
  })
})
