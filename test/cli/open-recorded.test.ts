import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runHopscope } from './run-hopscope'

const captures = join(import.meta.dirname, '../fixtures/captures')
const folder = mkdtempSync(join(tmpdir(), 'hopscope-open-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface JourneyLine {
  readonly kind: string
  readonly sightings: readonly { interface: string; time: string; source: string; machine: string | null }[]
  readonly rewrites: readonly { after: number; field: string; from: unknown; to: unknown; cause: { kind: string } }[]
  readonly verdict: { kind: string }
}

async function open(...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await runHopscope(['open', ...args, '--json'])
  const lines = stdout.split('\n').filter((line) => line !== '')
  return { exitCode, stdout, stderr, journeys: () => lines.map((line) => JSON.parse(line) as JourneyLine) }
}

function save(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const ping = join(captures, 'ping.pcapng')
const texts = [0, 1, 2, 4, 6, 7].map((index) => join(captures, `ping-${index}.txt`))
const sources = ['172.17.0.2', '172.17.0.2', '172.17.0.2', '172.25.140.84', '172.25.140.84', '172.22.1.30']

describe('hopscope open on captures that tcpdump made in the lab', () => {
  test('a recording and its map', async () => {
    const { exitCode, stderr, journeys } = await open(ping, '--topology', join(captures, 'topology.json'))
    expect([exitCode, stderr]).toEqual([0, ''])
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

  test('the text of six tcpdumps tells the same packets at the same times', async () => {
    const facts = (journeys: readonly JourneyLine[]) =>
      journeys.map(({ kind, verdict, sightings }) => [
        kind,
        verdict.kind,
        sightings.map(({ time, source }) => [time, source]),
      ])
    const text = await open(...texts)
    expect([text.exitCode, text.stderr]).toEqual([0, ''])
    expect(facts(text.journeys())).toEqual(facts((await open(ping)).journeys()))
    expect(new Set(text.journeys().flatMap(({ sightings }) => sightings.map(({ machine }) => machine)))).toEqual(
      new Set([null]),
    )
  })

  test.each([
    ['empty.pcapng', '', 'The file is empty.'],
    ['diary.txt', 'Dear diary\n', 'This is no capture'],
    ['packed.gz', Uint8Array.of(0x1f, 0x8b, 8, 0), 'gunzip'],
    ['old.pcap', Uint8Array.of(0x34, 0xcd, 0xb2, 0xa1, 0, 0, 0, 0), 'editcap'],
    ['short.pcap', Uint8Array.of(0xd4, 0xc3, 0xb2, 0xa1, 2, 0), 'ends within its first 24 bytes'],
  ])('%s is refused in one line', async (name, content, sentence) => {
    const { exitCode, stdout, stderr } = await open(save(name, content))
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain(sentence)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr).toContain(name)
  })
})
