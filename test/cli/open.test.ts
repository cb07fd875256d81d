import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCaptures } from '../../src/cli/merge-captures'
import type { Sighting } from '../../src/core/correlate/sighting'
import { createPcapWriter } from '../../src/core/recording/pcap-writer'
import { writePingCapture } from '../bench/write-ping-capture'
import { runHopscope } from './run-hopscope'

const pings = 20

interface JourneyLine {
  readonly journey: number
  readonly kind: string
  readonly sequence: number
  readonly sightings: readonly { readonly interface: string; readonly time: string; readonly source: string }[]
  readonly rewrites: readonly {
    readonly after: number
    readonly field: string
    readonly from: unknown
    readonly to: unknown
  }[]
  readonly verdict: { readonly kind: string }
}

let folder = ''
let capture = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopscope-open-'))
  capture = join(folder, 'ping.pcapng')
  writePingCapture(capture, pings)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const parseLines = (text: string): JourneyLine[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as JourneyLine)

/** What does not depend on what files say of machines: two containers' interfaces share a name. */
const essence = (journeys: readonly JourneyLine[]): unknown =>
  journeys.map(({ kind, sequence, sightings, verdict }) => ({
    kind,
    sequence,
    verdict,
    sightings: sightings.map(({ time, source }) => ({ time, source })),
  }))

/** One pcap for each interface of the capture, as tcpdump -w on each would have left them. */
async function splitByInterface(): Promise<string[]> {
  const sightings = new Map<number, Sighting[]>()
  const stream = await openCaptures([capture], 0, {
    onSighting: (sighting) => {
      const { index } = sighting.point
      sightings.set(index, [...(sightings.get(index) ?? []), sighting])
    },
    onWarning: (sentence) => expect.fail(sentence),
    onNote: (sentence) => expect.fail(sentence),
  })
  while (await stream.readOn());
  return Array.from(sightings, ([index, frames]) => {
    const path = join(folder, `nic${index}.pcap`)
    const parts: Uint8Array[] = []
    const writer = createPcapWriter((bytes) => parts.push(bytes), 1)
    for (const frame of frames) writer.sighting(frame)
    writeFileSync(path, Buffer.concat(parts))
    return path
  })
}

describe('hopscope open', () => {
  it('prints one JSON line for each journey, with both masquerades', async () => {
    const { exitCode, stdout, stderr } = await runHopscope(['open', capture, '--json'])
    expect([exitCode, stderr]).toEqual([0, ''])
    const journeys = parseLines(stdout)
    expect(journeys.map(({ journey }) => journey)).toEqual(Array.from({ length: 2 * pings }, (_, i) => i + 1))
    const [request, reply] = journeys
    expect(request!.sightings.map((sighting) => sighting.interface)).toEqual([
      'eth0',
      'veth293cce7',
      'docker0',
      'eth0',
      'vEthernet (WSL)',
      'Wi-Fi',
    ])
    expect(request!.sightings[3]!.time).toBe('1795448497.000041000')
    expect(request!.rewrites.filter(({ field }) => field === 'source')).toMatchObject([
      { after: 3, from: '172.17.0.2', to: '172.25.140.84' },
      { after: 5, from: '172.25.140.84', to: '172.22.1.30' },
    ])
    expect([request!.verdict.kind, reply!.verdict.kind]).toEqual(['answered', 'delivered'])
  })

  it('reads the same from a pipe', async () => {
    const file = await runHopscope(['open', capture, '--json'])
    const pipe = await runHopscope(['open', '-', '--json'], readFileSync(capture))
    expect(pipe).toEqual(file)
  })

  it('joins one pcap for each interface, named after its file, and tcpdump text the same', async () => {
    const whole = parseLines((await runHopscope(['open', capture, '--json'])).stdout)
    const pcaps = await splitByInterface()
    const fromPcap = await runHopscope(['open', ...pcaps, '--json'])
    expect([fromPcap.exitCode, fromPcap.stderr]).toEqual([0, ''])
    const journeys = parseLines(fromPcap.stdout)
    expect(essence(journeys)).toEqual(essence(whole))
    expect(journeys[0]!.sightings.map((sighting) => sighting.interface)).toEqual([
      'nic0',
      'nic1',
      'nic2',
      'nic3',
      'nic4',
      'nic5',
    ])
    const texts = pcaps.map((pcap) => {
      const path = pcap.replace('.pcap', '.txt')
      const args = ['-r', pcap, '-nn', '-tt', '--time-stamp-precision=nano', '-xx']
      writeFileSync(path, execFileSync('tcpdump', args, { stdio: ['ignore', 'pipe', 'ignore'] }))
      return path
    })
    const fromText = await runHopscope(['open', ...texts, '--json'])
    expect([fromText.exitCode, fromText.stderr]).toEqual([0, ''])
    expect(essence(parseLines(fromText.stdout))).toEqual(essence(whole))
  })

  it('prints for people without --json', async () => {
    const { stdout } = await runHopscope(['open', capture])
    expect(stdout.split('\n\n')[0]!.split('\n').slice(0, 5)).toEqual([
      '1  echo request  172.17.0.2 → 8.8.8.8  seq 1  exchange 1  answered',
      expect.stringMatching(/^ {4}eth0 \(container1, wsl:Ubuntu\) +172\.17\.0\.2 → 8\.8\.8\.8 {2}ttl 64 {2}id 1$/),
      expect.stringMatching(/^ {4}veth293cce7 \(wsl:Ubuntu\) +\+6 µs$/),
      expect.stringMatching(/^ {4}docker0 \(wsl:Ubuntu\) +same instant$/),
      expect.stringMatching(/^ {4}eth0 \(wsl:Ubuntu\) +\+35 µs {2}172\.25\.140\.84 → 8\.8\.8\.8 {2}ttl 63 {2}id 1$/),
    ])
  })

  it('says in one line that a file is cut off, and loses nothing before the cut', async () => {
    const cut = join(folder, 'cut.pcapng')
    writeFileSync(cut, readFileSync(capture).subarray(0, -100))
    const { exitCode, stdout, stderr } = await runHopscope(['open', cut, '--json'])
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^hopscope: .*cut\.pcapng: The file ends in the middle of a block at byte \d+; .*\n$/)
    expect(parseLines(stdout)).toHaveLength(2 * pings)
  })

  it('stops quietly when its reader has gone', async () => {
    const long = join(folder, 'long.pcapng')
    writePingCapture(long, 5_000)
    const script = resolve(import.meta.dirname, '../../scripts/hopscope.mjs')
    const child = spawn(process.execPath, [script, 'open', long, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.once('data', () => child.stdout.destroy())
    let stderr = ''
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    const exitCode = await new Promise((resolve) => child.on('close', resolve))
    expect([exitCode, stderr]).toEqual([0, ''])
  })

  it.each([
    [['open', 'no-such-file'], 'no-such-file cannot be read: there is no such file.'],
    [['open', '.'], '. cannot be read: it is a folder.'],
    [['open', 'package.json'], 'package.json: This is no capture: neither pcapng, pcap nor the text of tcpdump -xx.'],
    [['open'], 'hopscope open needs FILE…. Run: hopscope open --help'],
    [['open', '--jsonl', 'x'], 'hopscope open has no option --jsonl. Run: hopscope open --help'],
    [['fly'], 'There is no command "fly". Run: hopscope --help'],
    [['open', '-', '--topology', 'no.json'], 'no.json cannot be read: there is no such file.'],
    [['open', '-', '--topology', 'README.md'], /^README\.md is no topology: /],
    [['open', '-', '--topology', 'package.json'], /^package\.json is no topology: /],
  ])('refuses %j with one line and exit code 2', async (args, message) => {
    const { exitCode, stdout, stderr } = await runHopscope(args)
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^hopscope: [^\n]+\n$/)
    if (typeof message === 'string') expect(stderr).toBe(`hopscope: ${message}\n`)
    else expect(stderr.replace('hopscope: ', '')).toMatch(message)
  })

  it('explains itself', async () => {
    for (const args of [['--help'], ['open', '--help'], []]) {
      const { exitCode, stdout } = await runHopscope(args)
      expect([exitCode, stdout]).toEqual([0, expect.stringContaining('open FILE… [--topology FILE.json] [--json]')])
    }
    expect((await runHopscope(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})
