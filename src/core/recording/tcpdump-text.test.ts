import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collectCapture, comparable, type CollectedCapture } from '../../../test/fixtures/collect-capture'
import { sampleFrames } from '../../../test/fixtures/sample-frames'
import { sightSamples } from '../../../test/fixtures/sample-sightings'
import { describeWith, runToolOn } from '../../../test/oracle/describe-with'
import type { Sighting } from '../correlate/sighting'
import { createPcapWriter } from './pcap-writer'
import type { TcpdumpCounters } from './tcpdump-message'
import { createTcpdumpTextReader, type TcpdumpTextOptions } from './tcpdump-text-reader'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

function read(text: string | Uint8Array, options: TcpdumpTextOptions = {}, cuts?: readonly number[]): CollectedCapture {
  const bytes = typeof text === 'string' ? encode(text) : text
  return collectCapture((sink) => createTcpdumpTextReader(sink, { interfaceName: 'eth0', ...options }), bytes, cuts)
}

const hexOf = ({ packet }: Sighting): string =>
  Buffer.from(packet.bytes.subarray(packet.start, packet.end)).toString('hex')

/** The lines that `tcpdump -xx` prints for a frame, as the sources of tcpdump's `hex_print` lay them out. */
function hexLines(bytes: Uint8Array): string {
  let text = ''
  for (let line = 0; line < bytes.length; line += 16) {
    const hex = Buffer.from(bytes.subarray(line, line + 16)).toString('hex')
    text += `\t0x${line.toString(16).padStart(4, '0')}:  ${hex.replace(/(.{4})(?=.)/g, '$1 ')}\n`
  }
  return text
}

const frameOf = (name: string): Uint8Array => sampleFrames.find((sample) => sample.name === name)!.bytes
const request = frameOf('ICMP echo request')
const header = '1795448720.635523610 IP 172.17.0.2 > 8.8.8.8: ICMP echo request, id 29910, seq 1, length 64'
const listening = 'tcpdump: listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes\n'
const onePacket = `${header}\n${hexLines(request)}`

describe('tcpdump text', () => {
  test('time, bytes and header line of a packet', () => {
    const { sightings, points, warnings } = read(onePacket, { keepLines: true })
    expect(points).toEqual([{ index: 0, interface: null, interfaceName: 'eth0', machine: null, namespace: null }])
    expect(warnings).toEqual([])
    expect(sightings).toHaveLength(1)
    expect(sightings[0]).toMatchObject({
      frame: 0,
      seconds: 1_795_448_720,
      nanoseconds: 635_523_610,
      line: header,
      packet: { sequence: 1, source: '172.17.0.2', linkType: 1, isTruncated: false },
    })
    expect(hexOf(sightings[0]!)).toBe(Buffer.from(request).toString('hex'))
    expect(read(onePacket).sightings[0]?.line).toBeNull()
  })

  test('what a pty adds: carriage returns, the listening line, counters and other programs’ words', () => {
    const counters: TcpdumpCounters[] = []
    const messages: string[] = []
    const text = `${listening}${onePacket}some noise\n^C\n1 packet captured\n2 packets received by filter\n0 packets dropped by kernel\n`
    const { sightings, points } = read(text.replace(/\n/g, '\r\n'), {
      onCounters: (value) => counters.push(value),
      onMessage: (line) => messages.push(line),
    })
    expect(sightings).toHaveLength(1)
    expect(points.map(({ interfaceName }) => interfaceName)).toEqual(['eth0'])
    expect(counters).toEqual([{ captured: 1, receivedByFilter: 2, droppedByKernel: 0 }])
    expect(messages).toEqual([
      listening.trimEnd(),
      'some noise',
      '^C',
      '1 packet captured',
      '2 packets received by filter',
      '0 packets dropped by kernel',
    ])
  })

  test('SIGUSR1 prints the counters on one line', () => {
    const counters: TcpdumpCounters[] = []
    read('tcpdump: 12 packets captured, 14 packets received by filter, 3 packets dropped by kernel\n', {
      onCounters: (value) => counters.push(value),
    })
    expect(counters).toEqual([{ captured: 12, receivedByFilter: 14, droppedByKernel: 3 }])
  })

  test('counters and echoed keys in the middle of a packet', () => {
    const counters: TcpdumpCounters[] = []
    const lines = onePacket.split('\n')
    const counted = '1 packet captured, 1 packet received by filter, 0 packets dropped by kernel'
    const text = [...lines.slice(0, 3), `^\\tcpdump: ${counted}`, `^C${lines[3]!}`, ...lines.slice(4)].join('\r\n')
    const { sightings } = read(`^C${text}`, { keepLines: true, onCounters: (value) => counters.push(value) })
    expect(sightings.map(hexOf)).toEqual([Buffer.from(request).toString('hex')])
    expect(sightings[0]?.line).toBe(header)
    expect(counters).toHaveLength(1)
  })

  test('each listening line names a point; the live capture’s own point stays', () => {
    const other = listening.replace('eth0', 'docker0')
    expect(
      read(`${listening}${onePacket}${other}${onePacket}`).sightings.map(({ point }) => point.interfaceName),
    ).toEqual(['eth0', 'docker0'])
    const point = { index: 4, interface: 'linux/host/br0', interfaceName: 'br0', machine: 'linux', namespace: 'host' }
    expect(read(`${listening}${onePacket}`, { point }).points).toEqual([point])
  })

  test('a packet is told when its last byte is there, without waiting for the next', () => {
    const sightings: Sighting[] = []
    const reader = createTcpdumpTextReader({
      point: () => undefined,
      sighting: (sighting) => sightings.push(sighting),
      warning: () => undefined,
    })
    for (const name of [
      'ICMP echo request',
      'ARP request',
      'TCP with data',
      'padded to the minimum',
      'IPv6 echo request',
    ]) {
      reader.push(encode(`${header}\n${hexLines(frameOf(name))}`))
      expect(hexOf(sightings.at(-1)!), name).toBe(Buffer.from(frameOf(name)).toString('hex'))
    }
  })

  test('silence completes a packet whose end cannot be known', () => {
    const sightings: Sighting[] = []
    const reader = createTcpdumpTextReader({
      point: () => undefined,
      sighting: (sighting) => sightings.push(sighting),
      warning: () => undefined,
    })
    const lines = hexLines(request).split('\n')
    reader.push(encode(`${header}\n${lines.slice(0, 2).join('\n')}\n${lines[2]!.slice(0, 9)}`))
    reader.flush()
    expect(sightings).toHaveLength(0)
    reader.push(encode(`${lines[2]!.slice(9)}\n`))
    expect(sightings).toHaveLength(0)
    reader.flush()
    expect(sightings.map(({ packet }) => packet.end - packet.start)).toEqual([48])
    reader.flush()
    expect(sightings).toHaveLength(1)
  })

  test('the snapshot length of the listening line completes a packet', () => {
    const sightings: Sighting[] = []
    const reader = createTcpdumpTextReader({
      point: () => undefined,
      sighting: (sighting) => sightings.push(sighting),
      warning: () => undefined,
    })
    reader.push(encode(listening.replace('262144', '64') + `${header}\n${hexLines(request.subarray(0, 64))}`))
    expect(sightings.map(({ packet }) => [packet.end - packet.start, packet.isTruncated])).toEqual([[64, true]])
  })

  test('times of day count from the given midnight and go on past it', () => {
    const text = ['23:59:59.5', '00:00:01.000002', '00:00:00.999999']
      .map((time) => `${time} IP 1 > 2: x\n${hexLines(request)}`)
      .join('')
    const { sightings, warnings, notes } = read(text, { midnight: 86_400 * 10 })
    expect(sightings.map(({ seconds, nanoseconds }) => [seconds, nanoseconds])).toEqual([
      [86_400 * 10 + 86_399, 500_000_000],
      [86_400 * 11 + 1, 2000],
      [86_400 * 11, 999_999_000],
    ])
    expect(warnings).toEqual([])
    expect(notes).toEqual([expect.stringContaining('have no date')])
  })

  test('-tttt has the date', () => {
    const { sightings, notes } = read(`2026-11-23 10:28:17.622026 IP 1 > 2: x\n${hexLines(request)}`)
    expect(sightings[0]).toMatchObject({ seconds: Date.UTC(2026, 10, 23, 10, 28, 17) / 1000, nanoseconds: 622_026_000 })
    expect(notes).toEqual([expect.stringContaining('UTC')])
  })

  test('packets without hex are counted, not invented', () => {
    const { sightings, warnings } = read(`${header}\n${header}\n`)
    expect(sightings).toEqual([])
    expect(warnings).toEqual([expect.stringContaining('2 packets have no hex lines')])
  })

  test('a lost hex line cuts the packet off there', () => {
    const lines = onePacket.split('\n')
    const { sightings, warnings } = read([...lines.slice(0, 4), ...lines.slice(5)].join('\n') + onePacket)
    expect(sightings.map(({ packet }) => packet.end - packet.start)).toEqual([48, 98])
    expect(warnings).toEqual([expect.stringContaining('1 packets miss hex lines')])
  })

  test('what ConPTY makes of it: colours, titles, cursor moves instead of blanks and line ends', () => {
    const conpty = onePacket.replace(/\n/g, '\x1b[K\r\n').replace(/\t/g, '\x1b[8C').replace(/:  /g, ':\x1b[2C')
    const text = `\x1b[?25l\x1b[2J\x1b[m\x1b[H\x1b]0;tcpdump\x07\x1b[?25h${conpty}\x1b[12;1H${onePacket.replaceAll('\t', '        ')}`
    const { sightings } = read(text, { keepLines: true })
    expect(sightings.map(({ line, packet }) => [line, packet.end - packet.start])).toEqual([
      [header, 98],
      [header, 98],
    ])
  })

  test('a first frame that is no IP does not decide what the others are', () => {
    // To a MAC that begins with 6, from one that begins with 0: what IPv6 without a link header might look like.
    const foreign = Uint8Array.from(
      { length: 64 },
      (_, index) => [0x6a, 1, 2, 3, 0, 9, 0, 0x15, 0x5d, 1, 2, 3, 0x88, 0xcc][index] ?? 1,
    )
    const text = `${header}\n${hexLines(foreign)}${onePacket}`
    for (const start of ['', listening])
      expect(read(start + text).sightings.map(({ packet }) => [packet.linkType, packet.source])).toEqual([
        [1, ''],
        [1, '172.17.0.2'],
      ])
  })

  test('upper-case digits and a file without a last line end', () => {
    expect(hexOf(read(onePacket.toUpperCase().replaceAll('0X', '0x').trimEnd()).sightings[0]!)).toBe(
      Buffer.from(request).toString('hex'),
    )
  })

  test('a jumbo of offload is longer than the shared buffers', () => {
    const jumbo = new Uint8Array(100_000).map((_, index) => index % 251)
    const { sightings } = read(`${onePacket}${header}\n${hexLines(jumbo)}${onePacket}`)
    expect(sightings.map(({ packet }) => packet.end - packet.start)).toEqual([98, 100_000, 98])
    expect(hexOf(sightings[1]!)).toBe(Buffer.from(jumbo).toString('hex'))
    expect(hexOf(sightings[0]!)).toBe(Buffer.from(request).toString('hex'))
  })
})

describe('hostile text', () => {
  const text = encode(
    listening +
      onePacket +
      `${header}\n\t1 indented\n${hexLines(frameOf('ARP request'))}` +
      onePacket.replace(/\n/g, '\r\n'),
  )

  test('any chunks tell the same', () => {
    const whole = comparable(read(text, { keepLines: true }))
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 40 }), (cuts) => {
        expect(comparable(read(text, { keepLines: true }, cuts))).toEqual(whole)
      }),
    )
    expect(
      comparable(
        read(
          text,
          { keepLines: true },
          Array.from({ length: text.length }, (_, index) => index),
        ),
      ),
    ).toEqual(whole)
  })

  test.each(['\t1x0010:', '\t0y0010:'])('%j begins no hex line, whatever the chunks', (damage) => {
    const damaged = encode(listening + onePacket.replace('\t0x0010:', damage))
    expect(damaged).not.toEqual(encode(listening + onePacket))
    const whole = comparable(read(damaged, { keepLines: true }))
    for (let cut = 0; cut < damaged.length; cut++) {
      expect(comparable(read(damaged, { keepLines: true }, [cut]))).toEqual(whole)
    }
  })

  test('changed and removed bytes never make it throw, and any chunks tell the same', () => {
    const change = fc.record({
      at: fc.nat(text.length - 1),
      removed: fc.nat(60),
      added: fc.uint8Array({ maxLength: 5 }),
    })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), fc.array(fc.nat(text.length)), (changes, cuts) => {
        let bytes = Buffer.from(text)
        for (const { at, removed, added } of changes)
          bytes = Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)])
        expect(comparable(read(bytes, { keepLines: true }, cuts))).toEqual(comparable(read(bytes, { keepLines: true })))
      }),
      { numRuns: 500 },
    )
  })

  test('a line without end is bounded', () => {
    const before = process.memoryUsage().arrayBuffers
    const reader = createTcpdumpTextReader({
      point: () => undefined,
      sighting: () => undefined,
      warning: () => undefined,
    })
    const chunk = new Uint8Array(1 << 16).fill(0x41)
    for (let index = 0; index < 1000; index++) reader.push(chunk)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 << 20)
  })
})

describeWith(['tcpdump'], 'what tcpdump itself prints', () => {
  const linkTypes = [...new Set(sampleFrames.map(({ linkType }) => linkType))].filter((linkType) => linkType !== 108)

  function pcapOf(sightings: readonly Sighting[], linkType: number): Buffer {
    const parts: Uint8Array[] = []
    const writer = createPcapWriter((part) => parts.push(part), linkType)
    for (const sighting of sightings) writer.sighting(sighting)
    return Buffer.concat(parts)
  }

  const print = (file: Uint8Array, flags: readonly string[]): Uint8Array =>
    runToolOn(file, 'sh', (path) => ['-c', 'exec tcpdump -r "$0" -nn "$@" 2>&1', path, ...flags])

  const samples = sightSamples(sampleFrames)

  test.each(linkTypes)('-xx of link type %i gives back every byte and time', (linkType) => {
    const ours = samples.filter(({ packet }) => packet.linkType === linkType)
    const { sightings } = read(print(pcapOf(ours, linkType), ['-tt', '--time-stamp-precision=nano', '-xx']))
    const facts = (all: readonly Sighting[]) =>
      all.map((sighting) => [sighting.seconds, sighting.nanoseconds, hexOf(sighting)])
    expect(facts(sightings)).toEqual(facts(ours))
  })

  const ethernet = samples.filter(({ packet }) => packet.linkType === 1)

  test.each([[['-xx', '-e', '-v']], [['-XX']], [['-XX', '-e', '-vvv']], [['-xx', '-e', '-S', '-q']]])(
    '%j too',
    (flags) => {
      const { sightings } = read(print(pcapOf(ethernet, 1), ['-tt', ...flags]), { keepLines: true })
      expect(sightings.map(hexOf)).toEqual(ethernet.map(hexOf))
      expect(sightings.every(({ line }) => line?.startsWith('1795448497.') === true)).toBe(true)
    },
  )

  test.each([['-x'], ['-X']])('%s has no link header', (flag) => {
    const ip = ethernet.filter(({ packet }) => packet.ipVersion !== 0 && packet.networkOffset === 14)
    const { sightings } = read(print(pcapOf(ip, 1), ['-tt', flag]))
    expect(sightings.map(({ packet }) => packet.linkType)).toEqual(ip.map(() => 101))
    expect(sightings.map(({ packet }) => [packet.source, packet.ipId, packet.payloadHash])).toEqual(
      ip.map(({ packet }) => [packet.source, packet.ipId, packet.payloadHash]),
    )
  })
})
