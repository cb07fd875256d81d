import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { parseTopology } from '../../src/contract/parse-topology'
import { decodePacket } from '../../src/core/decode/decode-packet'
import type { Journey } from '../../src/core/journey/journey'
import { checkLesson } from '../../src/core/lesson/check-lesson'
import { emptyLesson, type Lesson, type LessonContent } from '../../src/core/lesson/lesson'
import { packetRefOf } from '../../src/core/lesson/packet-ref'
import { truthOf } from '../../src/core/lesson/questions'
import { readLessonPackets } from '../../src/core/lesson/read-packets'
import { findLeaks } from '../../src/core/lesson/redact/find-leaks'
import { redactChecked, redactLesson } from '../../src/core/lesson/redact/redact-lesson'
import { joinBlocks } from '../../src/core/recording/join-blocks'
import { createPcapngWriter } from '../../src/core/recording/pcapng-writer'
import { readLessonFile } from '../../src/lesson-file/read-lesson-file'
import { interfaceOfPoint } from '../../src/core/playback/list-stations'
import { describeWith } from '../oracle/describe-with'
import { makeLesson } from './sample-lesson'

const folder = mkdtempSync(path.join(tmpdir(), 'hopscope-redact-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const captures = path.resolve('test/fixtures/captures')
const recorded = readdirSync('resources/recordings').map((name) => [name, makeLesson(name).content] as const)
const fixtures = ['bridge', 'collision', 'expiring', 'fragments', 'ping', 'traceroute'].map((name) => {
  const content: LessonContent = {
    lesson: emptyLesson(name),
    capture: new Uint8Array(readFileSync(path.join(captures, `${name}.pcapng`))),
    topology: parseTopology(JSON.parse(readFileSync(path.join(captures, 'topology.json'), 'utf8'))),
    changes: [],
    terminals: [],
    narration: null,
  }
  return [`fixture ${name}`, content] as const
})

const course = readdirSync('resources/lessons')
  .filter((name) => name.endsWith('.hopscope'))
  .map((name) => {
    const content = readLessonFile(new Uint8Array(readFileSync(path.join('resources/lessons', name))))
    return [name, content] as const
  })

/** What a redaction must not change of a packet: where it was seen, what happened to it and how it ended. */
const fate = ({
  id,
  exchange,
  protocol,
  kind,
  sequence,
  sightings,
  inferred,
  rewrites,
  verdict,
  match,
  quotes,
  pieces,
  copies,
}: Journey) => ({
  id,
  exchange,
  protocol,
  kind,
  sequence,
  frames: sightings.map(({ frame }) => frame),
  pieces: pieces.map(({ frame }) => frame),
  copies: copies.map(({ frame }) => frame),
  inferred: inferred.map(({ after }) => after),
  rewrites: rewrites.map(({ after, field, cause }) => ({ after, field, cause: cause.kind })),
  verdict: verdict.kind,
  match: { confidence: match.confidence, evidence: match.evidence, alternatives: match.alternatives },
  quotes,
})

/** Bad checksums as tshark sees them: the frame's number with each protocol whose sum is wrong. */
function badChecksums(capture: Uint8Array): string[] {
  const file = path.join(folder, 'sums.pcapng')
  writeFileSync(file, capture)
  const protocols = ['ip', 'tcp', 'udp', 'icmp', 'icmpv6']
  const options = ['ip', 'tcp', 'udp'].flatMap((name) => ['-o', `${name}.check_checksum:TRUE`])
  const filter = protocols.map((name) => `${name}.checksum.status == 0`).join(' || ')
  const fields = ['frame.number', '_ws.expert.message']
  const args = ['-r', file, ...options, '-Y', filter, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])]
  const text = execFileSync('tshark', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('\t')[0]!)
}

describe.each([...recorded, ...fixtures, ...course])('redacting %s', (_, content) => {
  const redacted = redactLesson(content, 'seed')

  it('changes no packet’s way, fate or evidence', () => {
    const before = readLessonPackets(content).journeys
    const after = readLessonPackets(redacted).journeys
    expect(after.map(fate)).toEqual(before.map(fate))
    expect(before.length).toBeGreaterThan(0)
  })

  it('leaves nothing behind', () => {
    expect(findLeaks(content, redacted)).toEqual([])
    expect(findLeaks(content, content).length).toBeGreaterThan(5)
  })

  it('keeps every question with a right answer of the same kind', () => {
    const [before, after] = [readLessonPackets(content), readLessonPackets(redacted)]
    const truths = (lesson: Lesson, { journeyOf }: typeof before) =>
      lesson.questions.map((question) => truthOf(question, journeyOf(question.packet)!))
    const [old, now] = [truths(content.lesson, before), truths(redacted.lesson, after)]
    const shape = (truth: (typeof old)[number]) =>
      truth?.kind === 'option' ? truth.right : truth?.kind === 'order' ? truth.interfaces.length : truth?.kind
    expect(now.map(shape)).toEqual(old.map(shape))
    expect(checkLesson(redacted, after)).toEqual(checkLesson(content, before))
  })

  it('gives a map that is whole, and the same pseudonyms for the same seed only', () => {
    expect(parseTopology(JSON.parse(JSON.stringify(redacted.topology)))).toEqual(redacted.topology)
    expect(redactLesson(content, 'seed')).toEqual(redacted)
    expect(redactLesson(content, 'another').capture).not.toEqual(redacted.capture)
  })
})

const both = (text: string) => ({ en: text, ja: text })
const { content: told } = makeLesson('internet', ({ journeys }): Partial<Lesson> => {
  const request = journeys.find(({ kind }) => kind === 'echo-request')!
  const packet = packetRefOf(request)!
  const base = { id: 'q', at: 1, explanation: both('It came from 02:42:ac:11:00:02.'), packet }
  return {
    title: both('From container1 to 8.8.8.8'),
    captions: [
      { from: 0, to: 1, text: { en: 'container1 (172.17.0.2) asks.', ja: 'container1が172.17.0.2から尋ねます。' } },
    ],
    moves: [{ at: 0, kind: 'select', packet, interface: packet.interface }],
    spotlights: [{ from: 0, to: 1, target: { kind: 'namespace', id: 'wsl:Ubuntu/container1' } }],
    questions: [
      {
        ...base,
        kind: 'next-source',
        prompt: both('Which source?'),
        interface: interfaceOfPoint(request.sightings[0]!.point),
      },
      {
        ...base,
        id: 'q2',
        kind: 'choose',
        prompt: both('Whence?'),
        options: [
          { text: both('container1'), filter: 'container:container1' },
          { text: both('172.17.0.3'), filter: 'from:172.17.0.3' },
          { text: both('the bridge'), filter: 'from:172.17.0.0/16 via:docker0' },
        ],
      },
    ],
  }
})
const spoken: LessonContent = {
  ...told,
  narration: Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3),
  terminals: [
    {
      at: 0,
      id: 1,
      kind: 'ping',
      title: 'ping 8.8.8.8',
      data: 'PING dns.google (8.8.8.8) 56 bytes\r\n64 bytes from dns.goo',
    },
    { at: 1, id: 2, kind: 'shell', title: 'container1', data: 'eth0 172.17.0.2/16 brd 172.17.255.255' },
    { at: 2, id: 1, kind: 'ping', title: 'ping 8.8.8.8', data: 'gle (8.8.' },
    { at: 3, id: 1, kind: 'ping', title: 'ping 8.8.8.8', data: '8.8): icmp_seq=1 ttl=64\r\n' },
  ],
}

describe('a redacted lesson', () => {
  const redacted = redactLesson(spoken, 'seed')
  const text = JSON.stringify({ ...redacted, capture: null })

  it('is told without the names, addresses and the voice', () => {
    for (const gone of [
      '172.17.0',
      '8.8.8.8',
      'container1',
      'DESKTOP-7Q',
      'dns.google',
      '02:42:ac',
      '00:15:5d:2a:8c:54',
    ]) {
      expect(text).not.toContain(gone)
    }
    expect(redacted.narration).toBeNull()
    expect(redacted.lesson.narration).toBeNull()
    expect(redacted.topology.namespaces.map(({ name }) => name)).toContain('container-a')
    const address = redacted.topology.interfaces.find(({ id }) => id.endsWith('container-a/eth0'))!.addresses[0]!
      .address
    expect(address).toMatch(/^172\.(1[6-9]|2\d|3[01])\./)
    expect(redacted.lesson.captions[0]!.text).toEqual({
      en: `container-a (${address}) asks.`,
      ja: `container-aが${address}から尋ねます。`,
    })
  })

  it('keeps subnets, gateways and broadcasts what they are', () => {
    const { routes, interfaces, natRules } = redacted.topology
    const container = interfaces.find(({ id }) => id.endsWith('container-a/eth0'))!
    const bridge = interfaces.find(({ name }) => name === 'docker0')!
    const network = /^\d+\.\d+\./.exec(container.addresses[0]!.address)![0]
    expect(bridge.addresses[0]!.address.startsWith(network)).toBe(true)
    const way = routes.find(
      ({ namespace, destination }) => namespace === container.namespace && destination === '0.0.0.0/0',
    )!
    expect(way.gateway).toBe(bridge.addresses[0]!.address)
    expect(natRules[0]!.text).toBe(`-A POSTROUTING -s ${network}0.0/16 ! -o docker0 -j MASQUERADE`)
    expect(redacted.terminals[1]!.data).toBe(`eth0 ${container.addresses[0]!.address}/16 brd ${network}255.255`)
  })

  it('finds what terminals printed in pieces', () => {
    const printed = redacted.terminals
      .filter(({ id }) => id === 1)
      .map(({ data }) => data)
      .join('')
    expect(printed).toMatch(
      /^PING [a-z]{3}\.[a-z]{6} \((\S+)\) 56 bytes\r\n64 bytes from ([a-z.]{10}) \(\1\): icmp_seq=1 ttl=64\r\n$/,
    )
    expect(redacted.terminals.map(({ at, id }) => [at, id])).toEqual(spoken.terminals.map(({ at, id }) => [at, id]))
  })

  it('asks the same questions with the same right answers', () => {
    const before = readLessonPackets(spoken)
    const after = readLessonPackets(redacted)
    const [source, choice] = redacted.lesson.questions
    const sighting = after.journeyOf(source!.packet)!.sightings[0]!
    expect(truthOf(source!, after.journeyOf(source!.packet)!)).toEqual({
      kind: 'text',
      texts: [sighting.packet.source],
    })
    const old = spoken.lesson.questions[1]!
    expect(truthOf(choice!, after.journeyOf(choice!.packet)!)).toEqual(truthOf(old, before.journeyOf(old.packet)!))
  })

  it('is refused, by the part’s name, when something was left behind', () => {
    const { lesson } = redacted
    expect(findLeaks(spoken, redacted)).toEqual([])
    expect(findLeaks(spoken, { ...redacted, lesson: { ...lesson, title: both('to 8.8.8.8') } })).toEqual([
      { part: 'lesson.json', what: '8.8.8.8' },
    ])
    expect(findLeaks(spoken, { ...redacted, narration: spoken.narration })).toEqual([
      { part: 'narration.webm', what: 'a voice' },
    ])
    const terminals = [
      { ...spoken.terminals[0]!, title: '', data: 'contai' },
      { ...spoken.terminals[0]!, title: '', data: 'ner1' },
    ]
    expect(findLeaks(spoken, { ...redacted, terminals })).toEqual([{ part: 'terminals.json', what: 'container1' }])
    const frame = readLessonPackets(redacted).sightings[0]!.packet
    const capture = redacted.capture.slice()
    const at = frame.bytes.byteOffset - redacted.capture.byteOffset + frame.end - 4
    capture.set([8, 8, 8, 8], at)
    expect(findLeaks(spoken, { ...redacted, capture })).toEqual([{ part: 'recording.pcapng', what: '8.8.8.8' }])
    const hidden = (bytes: readonly number[]) => {
      const file = redacted.capture.slice()
      file.set(bytes, at - bytes.length)
      return findLeaks(spoken, { ...redacted, capture: file })
    }
    expect(hidden([0, 0x15, 0x5d, 0x2a, 0x8c, 0x54])).toEqual([{ part: 'recording.pcapng', what: '00:15:5d:2a:8c:54' }])
    expect(hidden([...Buffer.from('container1')])).toEqual([{ part: 'recording.pcapng', what: 'container1' }])
    expect(hidden([...Buffer.from(' 172.25.140.84 ')])).toEqual([{ part: 'recording.pcapng', what: '172.25.140.84' }])
    expect(redactChecked(spoken, 'seed').leaks).toBeNull()
  })
})

describe('a redacted recording of anything', () => {
  it('has as many frames of the same length, whatever they are', () => {
    const point = { index: 0, interface: null, interfaceName: 'eth0', machine: null, namespace: null }
    const header = fc.constantFrom<readonly number[]>(
      [2, 66, 1, 2, 3, 4, 2, 66, 5, 6, 7, 8, 0x08, 0x00, 0x45],
      [51, 51, 255, 2, 3, 4, 2, 66, 5, 6, 7, 8, 0x86, 0xdd, 0x60],
      [255, 255, 255, 255, 255, 255, 2, 66, 5, 6, 7, 8, 0x08, 0x06],
      [],
    )
    const frame = fc
      .tuple(header, fc.uint8Array({ maxLength: 120 }))
      .map(([start, rest]) => Uint8Array.of(...start, ...rest))
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 12 }), fc.constantFrom(1, 101, 113, 276, 0, 7), (frames, linkType) => {
        const blocks: Uint8Array[] = []
        const writer = createPcapngWriter((block) => void blocks.push(block))
        for (const [index, bytes] of frames.entries()) {
          const packet = decodePacket(bytes, 0, bytes.length, linkType)
          writer.sighting({ point, frame: index, seconds: 1, nanoseconds: index, packet, line: null })
        }
        const content = { ...told, lesson: emptyLesson('x'), capture: joinBlocks(blocks) }
        const after = readLessonPackets(redactLesson(content, 'seed')).sightings
        expect(after.map(({ packet }) => packet.end - packet.start)).toEqual(frames.map(({ length }) => length))
      }),
      { numRuns: 200 },
    )
  })
})

describeWith(['tshark'], 'redacted recordings', () => {
  it.each([...recorded, ...fixtures, ...course])('keep every checksum of %s that was right', (_, content) => {
    const before = badChecksums(content.capture)
    expect(badChecksums(redactLesson(content, 'seed').capture)).toEqual(before)
  })
})
