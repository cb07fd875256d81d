import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collectCapture, comparable } from '../../../test/fixtures/collect-capture'
import { sampleFrames } from '../../../test/fixtures/sample-frames'
import { sightSamples } from '../../../test/fixtures/sample-sightings'
import { describeWith, runToolOn } from '../../../test/oracle/describe-with'
import { createPcapReader } from './pcap-reader'
import { createPcapWriter } from './pcap-writer'
import { CaptureFormatError } from './recording'

const samples = sightSamples(sampleFrames.filter(({ linkType }) => linkType === 1))
const parts: Uint8Array[] = []
const writer = createPcapWriter((part) => parts.push(part), 1)
for (const sighting of samples) writer.sighting(sighting)
const file = Buffer.concat(parts)

const read = (bytes: Uint8Array, cuts?: readonly number[]) =>
  collectCapture((sink) => createPcapReader(sink, { interfaceName: 'eth0', firstPoint: 2 }), bytes, cuts)

const point = { index: 2, interface: null, interfaceName: 'eth0', machine: null, namespace: null }

function bigEndian(magic: number, words: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(24 + words.length * 4)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic)
  view.setUint16(4, 2)
  view.setUint16(6, 4)
  view.setUint32(20, 101)
  words.forEach((word, index) => {
    view.setUint32(24 + index * 4, word)
  })
  return bytes
}

describe('pcap', () => {
  test('what is written is read', () => {
    const capture = read(file)
    expect(capture.points).toEqual([point])
    expect(comparable(capture)).toEqual(
      comparable({ ...capture, warnings: [], sightings: samples.map((sighting) => ({ ...sighting, point })) }),
    )
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

  test('big-endian, microseconds and nanoseconds, and a fraction of more than a second', () => {
    const words = [100, 2_500_000, 4, 4, 0x45000014]
    expect(read(bigEndian(0xa1b2c3d4, words)).sightings[0]).toMatchObject({ seconds: 102, nanoseconds: 500_000_000 })
    expect(read(bigEndian(0xa1b23c4d, words)).sightings[0]).toMatchObject({ seconds: 100, nanoseconds: 2_500_000 })
  })

  test('a live stream keeps the point that it is given', () => {
    const live = {
      index: 9,
      interface: 'windows/host/Wi-Fi',
      interfaceName: 'Wi-Fi',
      machine: 'windows',
      namespace: 'host',
    }
    const capture = collectCapture((sink) => createPcapReader(sink, { point: live }), file)
    expect(capture.points).toEqual([live])
    expect(capture.sightings[0]?.point).toBe(live)
  })

  test('a truncated file keeps what came before', () => {
    const capture = read(file.subarray(0, file.length - 1))
    expect(capture.sightings).toHaveLength(samples.length - 1)
    expect(capture.warnings).toEqual([expect.stringContaining('ends in the middle of a packet')])
  })

  test('a packet that claims gigabytes is damage', () => {
    const capture = read(bigEndian(0xa1b2c3d4, [1, 0, 0xfffffff0, 0xfffffff0]))
    expect(capture.warnings).toEqual([expect.stringContaining('claims to be 4294967280 bytes')])
  })

  test.each([
    [0xa1b2cd34, 'editcap'],
    [0x12345678, 'magic number'],
  ])('magic %i is refused with what helps', (magic, sentence) => {
    expect(() => read(bigEndian(magic, []))).toThrow(sentence)
  })

  test('changed bytes never make it throw anything but a sentence', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255))),
        fc.array(fc.nat(file.length)),
        (changes, cuts) => {
          const bytes = Uint8Array.from(file)
          for (const [at, value] of changes) bytes[at] = value
          try {
            const capture = comparable(read(bytes))
            expect(comparable(read(bytes, cuts))).toEqual(capture)
          } catch (error) {
            expect(error).toBeInstanceOf(CaptureFormatError)
          }
        },
      ),
    )
  })
})

describeWith(['tcpdump', 'editcap'], 'other programs and pcap', () => {
  test('tcpdump reads what the writer wrote', () => {
    const lines = runToolOn(file, 'tcpdump', (path) => ['-r', path, '-nn', '-tt', '--time-stamp-precision=nano'])
    expect(lines.toString().trimEnd().split('\n')).toHaveLength(samples.length)
    expect(lines.toString()).toContain(
      '1795448497.000000789 IP 172.17.0.2 > 8.8.8.8: ICMP echo request, id 29910, seq 1',
    )
  })

  test('the modified format of editcap is recognised', () => {
    const modified = runToolOn(file, 'editcap', (path) => ['-F', 'modpcap', path, '-'])
    expect(() => read(modified)).toThrow(CaptureFormatError)
  })
})
