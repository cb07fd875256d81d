import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePacket } from '../../src/core/decode/decode-packet'
import { describeLayers } from '../../src/core/decode/describe-layers'
import type { Journey } from '../../src/core/journey/journey'
import { createPcapngReader } from '../../src/core/recording/pcapng-reader'
import type { Topology } from '../../src/core/topology/topology'
import { createI18n } from '../../src/renderer/i18n/create-i18n'
import { packetStory, type StorySource } from '../../src/renderer/panels/inspector/packet-story'
import { changedBytes } from '../../src/renderer/state/changed-bytes'
import { compareLayers } from '../../src/renderer/state/compare-layers'
import { listPieces } from '../../src/renderer/state/list-pieces'
import { builtInFiles, readRecording } from '../../src/renderer/state/read-recording'
import { wiresharkRequest } from '../../src/renderer/state/wireshark-request'
import { collectCapture } from '../fixtures/collect-capture'
import { sampleRecording } from '../gallery/sample-recording'
import { trackJourneys } from '../scenes/article-journeys'

const trace = readRecording(builtInFiles(sampleRecording(5)))
const [request] = trace.history.journeys as [Journey]
const [before, after] = [request.sightings[2]!.packet, request.sightings[3]!.packet]

describe('headers side by side', () => {
  const changedNames = (layers: ReturnType<typeof compareLayers>) =>
    layers.flatMap(({ fields }) =>
      fields.filter(({ isChanged }) => isChanged).map(({ in: a, out: b }) => (a ?? b)!.name),
    )

  it('mark what a masquerade changed, and nothing else', () => {
    const layers = compareLayers(describeLayers(before), describeLayers(after))
    expect(changedNames(layers)).toEqual(['eth.dst', 'eth.src', 'ip.ttl', 'ip.src'])
  })

  it('mark nothing where nothing came in', () => {
    const layers = compareLayers(null, describeLayers(after))
    expect(changedNames(layers)).toEqual([])
    expect(layers.every(({ in: came }) => came === null)).toBe(true)
  })

  it('give every field one row of its own, whatever the bytes', () => {
    const frames = fc.uint8Array({ maxLength: 120 })
    fc.assert(
      fc.property(frames, frames, fc.constantFrom(1, 101, 113), (a, b, linkType) => {
        const [came, went] = [a, b].map((bytes) => describeLayers(decodePacket(bytes, 0, bytes.length, linkType)))
        const rows = compareLayers(came!, went!).flatMap(({ fields }) => fields)
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
        const count = (layers: typeof came) => layers!.reduce((sum, { fields }) => sum + fields.length, 0)
        expect(rows.filter((row) => row.in !== null).length).toBe(count(came))
        expect(rows.filter((row) => row.out !== null).length).toBe(count(went))
      }),
    )
  })
})

describe('changed bytes', () => {
  it('are exactly those that differ, with what they were and became', () => {
    const changed = changedBytes(before, after)
    const byteOf = ({ bytes, start }: typeof before, offset: number) => bytes[start + offset]
    for (let offset = 0; offset < after.end - after.start; offset++) {
      const differs = byteOf(before, offset) !== byteOf(after, offset)
      expect([offset, changed.out.has(offset), changed.out.get(offset)]).toEqual([
        offset,
        differs,
        differs ? byteOf(before, offset) : undefined,
      ])
      expect(changed.in.get(offset)).toBe(differs ? byteOf(after, offset) : undefined)
    }
    expect(changed.out.has(22)).toBe(true)
  })

  it('are found under another link header, too', () => {
    const bytes = after.bytes.slice(after.networkOffset, after.end)
    const raw = decodePacket(bytes, 0, bytes.length, 101)
    const ethernet = changedBytes(before, after)
    const shifted = [...ethernet.out.keys()].filter((offset) => offset >= 14).map((offset) => offset - 14)
    expect([...changedBytes(before, raw).out.keys()]).toEqual(shifted)
  })
})

describe('fragments', () => {
  const folder = 'test/fixtures/captures'
  const topology = JSON.parse(readFileSync(`${folder}/topology.json`, 'utf8')) as Topology
  const { sightings } = collectCapture(createPcapngReader, readFileSync(`${folder}/fragments.pcapng`))
  const journey = trackJourneys(sightings, topology).find(({ kind }) => kind === 'echo-request')!

  it('are listed where a packet was seen in pieces, and whole where the kernel had put it together', () => {
    const places = listPieces(journey).map(({ point, pieces }) => [
      point.interfaceName.replace(/^veth[0-9a-f]{7}$/, 'veth'),
      ...pieces.map(({ kind, from, length }) => `${kind} ${from} + ${length}`),
    ])
    const three = ['fragment 0 + 1480', 'fragment 1480 + 1480', 'last-fragment 2960 + 1048']
    expect(places.slice(0, 4)).toEqual([
      ['eth0', ...three],
      ['veth', ...three],
      ['docker0', 'whole 0 + 4008'],
      ['eth0', ...three],
    ])
    expect(listPieces(request)).toEqual([])
  })
})

describe('what Wireshark is asked to show', () => {
  it('is the whole exchange with its comments, and a filter for the packet', () => {
    const { points, frames, filter } = wiresharkRequest(request, trace.history)
    const exchange = trace.history.ofExchange(request.exchange)
    expect(frames).toHaveLength(exchange.reduce((sum, { sightings }) => sum + sightings.length, 0))
    expect(points.map(({ index }) => index)).toEqual(expect.arrayContaining(frames.map(({ point }) => point)))
    expect(frames[3]!.comment).toContain('hop 4 of 6: source 172.17.0.2 → 172.25.140.84')
    expect(filter).toContain('icmp.type == 8')
  })

  it('is as much of a long exchange as one message holds, the packet itself first', () => {
    const many = readRecording(builtInFiles(sampleRecording(5)))
    const exchange = request.exchange
    for (let id = 100; id < 400; id++) many.history.put({ ...request, id, exchange })
    const { frames } = wiresharkRequest(request, many.history)
    expect(frames).toHaveLength(1000)
    expect(frames.slice(0, 6).map(({ frame }) => frame)).toEqual(request.sightings.map(({ frame }) => frame))
  })
})

describe('the story of a packet', () => {
  const tell = (language: 'en' | 'ja') => {
    const { t } = createI18n(language)
    const source: StorySource = {
      t,
      trace,
      language,
      clock: null,
      version: '0.1.0',
      packetName: (id) => `#${id}`,
      placeName: (id) => id,
      verdictText: ({ kind }) => kind,
    }
    return packetStory(request, source)
  }

  it('tells each hop with its line, its changes, its rule and how surely', () => {
    const story = tell('en')
    const lines = story.split('\n')
    expect(lines[0]).toBe('#1 · 172.17.0.2 → 8.8.8.8 · answered')
    expect(lines[1]).toBe('certain · matched by IP id, sequence, ICMP id, payload')
    expect(lines[2]).toMatch(/^Wireshark: icmp\.type == 8 && /)
    expect(lines.filter((line) => /^\d\. /.test(line))).toHaveLength(7)
    expect(story).toContain('   ≠ src: 172.17.0.2 → 172.25.140.84')
    expect(story).toContain('     -A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE')
    expect(story).toContain('     default via 172.25.128.1 dev eth0')
    expect(story).toMatch(/7\. gateway .* · inferred/)
    expect(story.endsWith('\nHopscope 0.1.0\n')).toBe(true)
    expect(story).not.toMatch(/undefined|\{\{|[ \t]+\n|\n{3}/)
  })

  it('is told in Japanese, with the same facts', () => {
    const story = tell('ja')
    expect(story).toContain('確実 · 照合の根拠')
    expect(story).toContain('     -A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE')
    expect(story.split('\n').length).toBe(tell('en').split('\n').length)
    expect(story).not.toMatch(/undefined|\{\{/)
  })

  it('is the same every time', () => {
    expect(tell('en')).toBe(tell('en'))
  })
})
