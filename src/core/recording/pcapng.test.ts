import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collectCapture, comparable } from '../../../test/fixtures/collect-capture'
import { sampleFrames } from '../../../test/fixtures/sample-frames'
import { sightSamples } from '../../../test/fixtures/sample-sightings'
import { describeWith, runToolOn } from '../../../test/oracle/describe-with'
import type { Sighting } from '../correlate/sighting'
import { createPcapngReader } from './pcapng-reader'
import { createPcapngWriter } from './pcapng-writer'
import { CaptureFormatError, type CaptureSink } from './recording'

const samples = sightSamples(sampleFrames)
const story = 'hop 4: source 172.17.0.2 → 172.25.140.84, MASQUERADE'

function writeFile(sightings: readonly Sighting[], commented = -1): Buffer {
  const blocks: Uint8Array[] = []
  const writer = createPcapngWriter((block) => blocks.push(block))
  for (const sighting of sightings) writer.sighting(sighting, sighting.frame === commented ? story : undefined)
  return Buffer.concat(blocks)
}

const file = writeFile(samples, 3)
const read = (bytes: Uint8Array, cuts?: readonly number[]) =>
  collectCapture((sink) => createPcapngReader(sink), bytes, cuts)

/** A block of a file in either byte order: type, length, body padded to words, length. */
function block(type: number, body: readonly number[], isLittleEndian = true): number[] {
  const padded = [...body, ...new Array<number>((4 - (body.length % 4)) % 4).fill(0)]
  const length = word(padded.length + 12, isLittleEndian)
  return [...word(type, isLittleEndian), ...length, ...padded, ...length]
}

function word(value: number, isLittleEndian = true): number[] {
  const bytes = [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24]
  return isLittleEndian ? bytes : bytes.reverse()
}

function half(value: number, isLittleEndian = true): number[] {
  const bytes = [value & 255, value >>> 8]
  return isLittleEndian ? bytes : bytes.reverse()
}

function section(isLittleEndian = true): number[] {
  const body = [
    ...word(0x1a2b3c4d, isLittleEndian),
    ...half(1, isLittleEndian),
    ...half(0),
    ...new Array<number>(8).fill(255),
  ]
  return block(0x0a0d0d0a, body, isLittleEndian)
}

function option(code: number, value: readonly number[], isLittleEndian = true): number[] {
  const padding = new Array<number>((4 - (value.length % 4)) % 4).fill(0)
  return [...half(code, isLittleEndian), ...half(value.length, isLittleEndian), ...value, ...padding]
}

const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0))

function interfaceBlock(
  linkType: number,
  options: readonly number[] = [],
  isLittleEndian = true,
  snapLength = 0,
): number[] {
  return block(
    1,
    [...half(linkType, isLittleEndian), 0, 0, ...word(snapLength, isLittleEndian), ...options],
    isLittleEndian,
  )
}

function packetBlock(
  time: readonly [number, number],
  data: readonly number[],
  isLittleEndian = true,
  id = 0,
): number[] {
  const numbers = [id, ...time, data.length, data.length].flatMap((value) => word(value, isLittleEndian))
  return block(6, [...numbers, ...data], isLittleEndian)
}

const readNumbers = (...parts: readonly (readonly number[])[]) => read(Uint8Array.from(parts.flat()))

describe('what is written', () => {
  test('is read: points, times, bytes and comments', () => {
    const capture = read(file)
    expect(capture.warnings).toEqual([])
    expect(capture.points).toEqual([...new Set(samples.map(({ point }) => point))])
    expect(capture.comments).toEqual({ 3: story })
    expect(comparable(capture)).toEqual(comparable({ ...capture, sightings: samples }))
  })

  test('is read whatever the chunks', () => {
    const whole = comparable(read(file))
    fc.assert(
      fc.property(fc.array(fc.nat(file.length), { maxLength: 30 }), (cuts) => {
        expect(comparable(read(file, cuts))).toEqual(whole)
      }),
    )
    expect(
      comparable(
        read(
          file,
          Array.from({ length: file.length }, (_, index) => index),
        ),
      ),
    ).toEqual(whole)
  })

  test('opens at every block, also when the writer was killed', () => {
    const blocks: Uint8Array[] = []
    const writer = createPcapngWriter((bytes) => blocks.push(bytes))
    samples.forEach((sighting) => {
      writer.sighting(sighting)
      const capture = read(Buffer.concat(blocks))
      expect(capture.warnings).toEqual([])
      expect(capture.sightings).toHaveLength(sighting.frame + 1)
    })
  })

  test('keeps everything before the cut of a truncated file and says so', () => {
    const whole = read(file).sightings.length
    const capture = read(file.subarray(0, file.length - 10))
    expect(capture.sightings).toHaveLength(whole - 1)
    expect(capture.warnings).toEqual([
      expect.stringMatching(
        /^The file ends in the middle of a block at byte \d+; the \d+ packets before it were read\.$/,
      ),
    ])
  })

  test('times far from now, and a comment longer than an option can be', () => {
    const times = [0, 1, 2 ** 31, 2 ** 32 + 5, 18_446_744_073 - 1].map((seconds, frame): Sighting => ({
      ...samples[0]!,
      frame,
      seconds,
      nanoseconds: 999_999_999,
    }))
    expect(read(writeFile(times)).sightings.map(({ seconds, nanoseconds }) => [seconds, nanoseconds])).toEqual(
      times.map(({ seconds, nanoseconds }) => [seconds, nanoseconds]),
    )
    const blocks: Uint8Array[] = []
    createPcapngWriter((bytes) => blocks.push(bytes)).sighting(samples[0]!, '→'.repeat(30_000))
    expect(read(Buffer.concat(blocks)).comments[0]).toBe('→'.repeat(21_845))
  })
})

describe('files of other programs', () => {
  test('big-endian, with microseconds and a name that ends in NUL', () => {
    const capture = readNumbers(
      section(false),
      interfaceBlock(101, option(2, ascii('en0\0'), false), false),
      packetBlock([0x0006_60f8, 0x0000_0001], [0x45, 0, 0, 20], false),
    )
    const microseconds = 0x660f8n * 2n ** 32n + 1n
    expect(capture.points[0]?.interfaceName).toBe('en0')
    expect(capture.sightings[0]).toMatchObject({
      seconds: Number(microseconds / 1_000_000n),
      nanoseconds: Number(microseconds % 1_000_000n) * 1000,
    })
  })

  test('several sections in both byte orders, each with interfaces of its own', () => {
    const capture = readNumbers(
      section(),
      interfaceBlock(1, option(2, ascii('first'))),
      packetBlock([0, 1], [1, 2, 3]),
      section(false),
      interfaceBlock(101, option(2, ascii('second'), false), false),
      packetBlock([0, 2], [4, 5], false),
    )
    expect(capture.points.map(({ index, interfaceName }) => [index, interfaceName])).toEqual([
      [0, 'first'],
      [1, 'second'],
    ])
    expect(capture.sightings.map(({ point, packet }) => [point.index, packet.linkType])).toEqual([
      [0, 1],
      [1, 101],
    ])
    expect(capture.warnings).toEqual([])
  })

  test('binary resolution and a time offset', () => {
    const options = [...option(9, [0x80 | 10]), ...option(14, [...word(0xffff_fffe), ...word(0xffff_ffff)])]
    const capture = readNumbers(section(), interfaceBlock(1, options), packetBlock([0, 10 * 1024 + 512], [1]))
    expect(capture.sightings[0]).toMatchObject({ seconds: 8, nanoseconds: 500_000_000 })
  })

  test('simple and obsolete packet blocks, unknown blocks between', () => {
    const capture = readNumbers(
      section(),
      interfaceBlock(1, [], true, 4),
      block(3, [...word(6), 1, 2, 3, 4, 0, 0]),
      block(0x0bad, [1, 2, 3, 4]),
      block(2, [...half(0), ...half(0), ...word(0), ...word(5), ...word(2), ...word(2), 8, 9]),
    )
    expect(capture.sightings.map(({ packet }) => packet.end - packet.start)).toEqual([4, 2])
    expect(capture.sightings[1]).toMatchObject({ seconds: 0, nanoseconds: 5000, frame: 1 })
    expect(capture.points[0]).toMatchObject({ interfaceName: 'interface 0', machine: null, namespace: null })
  })

  test('a packet of an interface that was not described is skipped and counted', () => {
    const capture = readNumbers(
      section(),
      interfaceBlock(1),
      packetBlock([0, 1], [1], true, 7),
      packetBlock([0, 2], [2]),
    )
    expect(capture.sightings.map(({ frame }) => frame)).toEqual([1])
    expect(capture.warnings).toEqual([expect.stringContaining('1 packets name an interface')])
  })
})

describe('hostile files', () => {
  test.each([
    ['no section header', interfaceBlock(1)],
    ['a section header without magic', block(0x0a0d0d0a, new Array<number>(16).fill(7))],
    ['version 2', block(0x0a0d0d0a, [...word(0x1a2b3c4d), 2, 0, 0, 0, ...new Array<number>(8).fill(255)])],
    ['four bytes', [0x0a, 0x0d, 0x0d, 0x0a]],
    ['nothing', []],
  ])('%s is no pcapng', (_name, bytes) => {
    expect(() => readNumbers(bytes)).toThrow(CaptureFormatError)
  })

  test.each([
    ['a length that is no multiple of four', [...word(6), ...word(35)], 'claims to be 35 bytes'],
    ['a length of nothing', [...word(6), ...word(0)], 'claims to be 0 bytes'],
    ['lengths that differ', [...word(6), ...word(12), ...word(16)], 'does not end with the length'],
    [
      'more captured bytes than the block holds',
      block(
        6,
        [0, 0, 0, 99, 0].flatMap((value) => word(value)),
      ),
      'claims 99 captured bytes',
    ],
    ['a description of four gigabytes', [...word(1), ...word(0xffff_fffc)], 'claims to be 4294967292 bytes'],
  ])('%s is damage', (_name, damage, reason) => {
    const capture = readNumbers(
      section(),
      interfaceBlock(1),
      packetBlock([0, 1], [1]),
      damage,
      packetBlock([0, 2], [2]),
    )
    expect(capture.sightings).toHaveLength(1)
    expect(capture.warnings).toEqual([expect.stringContaining(reason)])
  })

  test('a second file of several is read although its points are numbered far on', () => {
    const indexes: number[] = []
    const warnings: string[] = []
    const sink: CaptureSink = {
      point: ({ index }) => indexes.push(index),
      sighting: () => undefined,
      warning: (sentence) => warnings.push(sentence),
    }
    const reader = createPcapngReader(sink, { firstPoint: 1 << 16 })
    reader.push(Uint8Array.from([...section(), ...interfaceBlock(1), ...interfaceBlock(1)]))
    reader.end()
    expect([indexes, warnings]).toEqual([[1 << 16, (1 << 16) + 1], []])
  })

  test('a packet block that claims gigabytes is not held in memory', () => {
    const before = process.memoryUsage().arrayBuffers
    let sightings = 0
    const reader = createPcapngReader({ point: () => undefined, sighting: () => sightings++, warning: () => undefined })
    reader.push(Uint8Array.from([...section(), ...interfaceBlock(1), ...word(6), ...word(0xffff_fffc)]))
    const chunk = new Uint8Array(1 << 16)
    for (let index = 0; index < 1000; index++) reader.push(chunk)
    expect(sightings).toBe(0)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 << 20)
  })

  test('bytes that were changed never make it throw, and any chunks tell the same', () => {
    const change = fc.tuple(fc.nat(file.length - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), fc.array(fc.nat(file.length)), (changes, cuts) => {
        const bytes = Uint8Array.from(file)
        for (const [at, value] of changes) bytes[at] = value
        expect(outcome(bytes, cuts)).toEqual(outcome(bytes, []))
      }),
      { numRuns: 500 },
    )
  })

  test('random bytes behind a section header never make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        read(Uint8Array.from([...section(), ...interfaceBlock(1), ...bytes]))
      }),
    )
  })
})

/** What reading came to: a capture, or the sentence of the one error that is allowed. */
function outcome(bytes: Uint8Array, cuts: readonly number[]): unknown {
  try {
    return comparable(read(bytes, cuts))
  } catch (error) {
    if (error instanceof CaptureFormatError) return error.message
    throw error
  }
}

describeWith(['tshark', 'editcap', 'capinfos'], 'Wireshark’s programs', () => {
  test('read what the writer wrote', () => {
    const fields = [
      'frame.time_epoch',
      'frame.interface_name',
      'frame.interface_description',
      'frame.cap_len',
      'frame.comment',
    ]
    const lines = runToolOn(file, 'tshark', (path) => [
      '-n',
      '-r',
      path,
      '-T',
      'fields',
      ...fields.flatMap((field) => ['-e', field]),
    ])
    const expected = samples.map(({ seconds, nanoseconds, point, packet, frame }) =>
      [
        `${seconds}.${String(nanoseconds).padStart(9, '0')}`,
        point.interfaceName,
        'machine=wsl:Ubuntu namespace=container1',
        packet.end - packet.start,
        frame === 3 ? story : '',
      ].join('\t'),
    )
    expect(
      lines
        .toString()
        .trimEnd()
        .split('\n')
        .map((line) => line.trimEnd()),
    ).toEqual(expected.map((line) => line.trimEnd()))
  })

  test('know the filter of a point that saw nothing', () => {
    const blocks: Uint8Array[] = []
    createPcapngWriter((bytes) => blocks.push(bytes)).point(samples[0]!.point, 1, 'icmp or icmp6')
    const report = runToolOn(Buffer.concat(blocks), 'capinfos', (path) => ['-I', path]).toString()
    expect(report).toContain('Name = link1')
    expect(report).toContain('Filter string = icmp or icmp6')
    expect(report).toContain('Time resolution = 0x09')
    expect(read(Buffer.concat(blocks)).points).toEqual([samples[0]!.point])
  })

  test('write what the reader reads', () => {
    const rewritten = runToolOn(file, 'editcap', (path) => ['-F', 'pcapng', path, '-'])
    expect(comparable(read(rewritten))).toEqual(comparable(read(file)))
  })
})
