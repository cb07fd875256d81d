import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sampleFrame, sampleFrames } from '../../../test/fixtures/sample-frames'
import { decodePacket } from './decode-packet'
import { describeLayers } from './describe-layers'
import { destinationMac, destinationMacNumber, sourceMac, sourceMacNumber } from './mac-address'
import type { Packet } from './packet'

function decodeSample(name: string, capturedLength = Infinity): Packet {
  const { bytes, linkType } = sampleFrame(name)
  return decodePacket(bytes, 0, Math.min(bytes.length, capturedLength), linkType)
}

/** FNV-1a as its authors write it, with wide arithmetic: what `payloadHash` must be, signed. */
function fnv1a(bytes: Uint8Array): number {
  let hash = 0x811c9dc5n
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn
  return Number(BigInt.asIntN(32, hash))
}

describe('decodePacket', () => {
  test('an ICMP echo request', () => {
    const packet = decodeSample('ICMP echo request')
    expect(packet).toMatchObject({
      etherType: 0x0800,
      networkOffset: 14,
      ipVersion: 4,
      protocol: 1,
      source: '172.17.0.2',
      destination: '8.8.8.8',
      ttl: 64,
      ipId: 8246,
      ipLength: 84,
      dontFragment: true,
      moreFragments: false,
      fragmentOffset: 0,
      transportOffset: 34,
      icmpType: 8,
      icmpCode: 0,
      icmpId: 29910,
      sequence: 1,
      payloadOffset: 42,
      payloadLength: 56,
      quoted: null,
      isTruncated: false,
      tcpFlags: -1,
      sourcePort: -1,
    })
    expect(packet.payloadHash).toBe(fnv1a(packet.bytes.subarray(42, 98)))
    expect([sourceMac(packet), destinationMac(packet)]).toEqual(['02:42:ac:11:00:02', '02:42:ac:11:00:01'])
    expect([sourceMacNumber(packet), destinationMacNumber(packet)]).toEqual([0x0242ac110002, 0x0242ac110001])
  })

  test('the payload hash covers 64 bytes and no padding', () => {
    const { bytes } = sampleFrame('ICMP fragmentation needed')
    expect(decodeSample('ICMP fragmentation needed').payloadHash).toBe(fnv1a(bytes.subarray(42, 106)))
    expect(decodeSample('padded to the minimum')).toMatchObject({ payloadOffset: -1, payloadLength: 0, payloadHash: 0 })
  })

  test.each([
    [
      'ICMP time exceeded',
      { icmpType: 11, quoted: { source: '172.17.0.2', icmpId: 29910, sequence: 1, isTruncated: true } },
    ],
    [
      'ICMP port unreachable',
      { icmpType: 3, icmpCode: 3, quoted: { ttl: 1, sourcePort: 44004, destinationPort: 33434 } },
    ],
    ['ICMP fragmentation needed', { nextHopMtu: 1400, quoted: { sequence: 7, payloadLength: 200 } }],
    ['ICMP time exceeded with RFC 4884 extensions', { quoted: { destinationPort: 33434, end: 42 + 128 } }],
    ['ICMP redirect', { icmpType: 5, quoted: { sequence: 1 } }],
    ['ICMPv6 time exceeded', { protocol: 58, icmpType: 3, quoted: { ipVersion: 6, icmpId: 77, sequence: 5 } }],
    ['ICMPv6 packet too big', { nextHopMtu: 1280, quoted: { icmpId: 77 } }],
  ])('%s holds its quote', (name, expected) => {
    const packet = decodeSample(name)
    expect(packet).toMatchObject(expected)
    expect(packet).toMatchObject({ icmpId: -1, sequence: -1 })
    expect(packet.quoted?.quoted).toBeNull()
  })

  test('a first fragment has its transport header, a later one only bytes', () => {
    expect(decodeSample('IPv4 first fragment')).toMatchObject({
      moreFragments: true,
      icmpId: 29910,
      transportOffset: 34,
    })
    expect(decodeSample('IPv4 later fragment')).toMatchObject({
      fragmentOffset: 1480,
      moreFragments: false,
      transportOffset: -1,
      icmpType: -1,
      payloadOffset: 34,
      payloadLength: 528,
    })
    expect(decodeSample('IPv6 first fragment')).toMatchObject({ moreFragments: true, ipId: 0x12345678, icmpType: 128 })
    expect(decodeSample('IPv6 later fragment')).toMatchObject({ fragmentOffset: 72, icmpType: -1, payloadLength: 64 })
  })

  test.each([
    [
      'TCP with data',
      {
        sourcePort: 0xcafe,
        tcpSequence: 0xfedcba98,
        tcpAcknowledgement: 0x89abcdef,
        tcpFlags: 0x18,
        payloadLength: 100,
      },
    ],
    ['TCP SYN', { tcpFlags: 2, payloadOffset: -1, payloadLength: 0 }],
    ['UDP', { sourcePort: 44004, destinationPort: 33434, payloadOffset: 42, payloadLength: 32 }],
    [
      'ARP request',
      { etherType: 0x0806, arpOperation: 1, source: '172.17.0.2', destination: '172.17.0.1', ipVersion: 0 },
    ],
    ['ARP reply, padded', { arpOperation: 2, source: '172.17.0.1', isTruncated: false }],
    ['VLAN', { etherType: 0x0800, networkOffset: 18, sequence: 1 }],
    ['QinQ', { etherType: 0x0800, networkOffset: 22, sequence: 1 }],
    ['LLC with SNAP', { etherType: 0x0800, networkOffset: 22, sequence: 1 }],
    ['spanning tree', { etherType: -1, networkOffset: -1, isTruncated: false }],
    ['IPv4 with options', { transportOffset: 38, sequence: 4 }],
    ['IPv4 of an unknown protocol', { protocol: 253, transportOffset: 34, payloadOffset: 34, payloadLength: 30 }],
    [
      'IPv6 echo request',
      { source: 'fe80::42:acff:fe11:2', destination: '2001:db8::1:0:0:1', ttl: 64, icmpId: 77, sequence: 5 },
    ],
    ['IPv6 with extension headers', { protocol: 17, transportOffset: 70, sourcePort: 53 }],
    ['cooked v1', { etherType: 0x0800, networkOffset: 16, sequence: 1 }],
    ['cooked v2', { etherType: 0x0800, networkOffset: 20, sequence: 1 }],
    ['loopback, little-endian', { networkOffset: 4, sequence: 1 }],
    ['loopback, IPv6', { networkOffset: 4, icmpId: 77 }],
    ['OpenBSD loopback', { networkOffset: 4, sequence: 1 }],
    ['raw IPv4', { networkOffset: 0, sequence: 1 }],
    ['LINKTYPE_IPV6', { networkOffset: 0, icmpId: 77 }],
  ])('%s', (name, expected) => {
    expect(decodeSample(name)).toMatchObject(expected)
  })

  test('cooked headers know the sender only', () => {
    for (const name of ['cooked v1', 'cooked v2']) {
      const packet = decodeSample(name)
      expect([sourceMac(packet), destinationMac(packet)]).toEqual(['02:42:ac:11:00:02', ''])
      expect([sourceMacNumber(packet), destinationMacNumber(packet)]).toEqual([0x0242ac110002, -1])
    }
  })

  test('a frame that is cut off says so and keeps what is there', () => {
    expect(decodeSample('ICMP echo request', 60)).toMatchObject({ isTruncated: true, sequence: 1, payloadLength: 56 })
    expect(decodeSample('ICMP echo request', 38)).toMatchObject({
      isTruncated: true,
      source: '172.17.0.2',
      icmpType: -1,
    })
    expect(decodeSample('ICMP echo request', 30)).toMatchObject({ isTruncated: true, ipVersion: 0, source: '' })
    expect(decodeSample('ICMP echo request', 6)).toMatchObject({ isTruncated: true, etherType: -1 })
  })

  test('a total length of zero is an offload frame: all that was captured counts', () => {
    const bytes = sampleFrame('TCP with data').bytes.slice()
    bytes.set([0, 0], 16)
    expect(decodePacket(bytes, 0, bytes.length, 1)).toMatchObject({
      ipLength: 140,
      payloadLength: 100,
      isTruncated: false,
    })
  })

  test('frequent addresses are one string', () => {
    const first = decodeSample('ICMP echo request')
    const second = decodeSample('UDP')
    expect(Object.is(first.source, second.source)).toBe(true)
  })
})

/** A sample frame, cut off and with some bytes changed, at some place of a buffer. */
const hostileFrame = fc.record({
  sample: fc.constantFrom(...sampleFrames),
  linkType: fc.option(fc.constantFrom(0, 1, 12, 14, 101, 108, 113, 228, 229, 276, 9999), { freq: 5 }),
  length: fc.nat(300),
  before: fc.nat(20),
  changes: fc.array(fc.tuple(fc.nat(100), fc.nat(255)), { maxLength: 6 }),
})

describe('hostile bytes', () => {
  test('never make it throw, nor read beyond the frame', () => {
    fc.assert(
      fc.property(hostileFrame, ({ sample, linkType, length, before, changes }) => {
        const frame = sample.bytes.slice(0, length)
        for (const [at, value] of changes) if (at < frame.length) frame[at] = value
        const packet = decodeAt(frame, before, linkType ?? sample.linkType, 0xaa)
        // What stands around the frame must make no difference.
        const again = decodeAt(frame, before, linkType ?? sample.linkType, 0x55)
        expect({ ...again, bytes: null, quoted: null }).toEqual({ ...packet, bytes: null, quoted: null })
        for (const layer of describeLayers(packet)) {
          expect(layer.start).toBeGreaterThanOrEqual(0)
          for (const { start, end } of layer.fields) {
            expect(start).toBeGreaterThanOrEqual(0)
            expect(end).toBeLessThanOrEqual(frame.length)
            expect(end).toBeGreaterThan(start)
          }
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('random bytes never make it throw', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom(0, 1, 101, 113, 228, 229, 276),
        (bytes, linkType) => {
          describeLayers(decodePacket(bytes, 0, bytes.length, linkType))
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('ends that are no ends are taken as the buffer’s', () => {
    const bytes = sampleFrame('UDP').bytes
    expect(decodePacket(bytes, 0, bytes.length + 50, 1).end).toBe(bytes.length)
    expect(decodePacket(bytes, 10, 5, 1)).toMatchObject({ start: 10, end: 10, isTruncated: true })
  })
})

function decodeAt(frame: Uint8Array, before: number, linkType: number, filler: number): Packet {
  const buffer = new Uint8Array(before + frame.length + 40).fill(filler)
  buffer.set(frame, before)
  return decodePacket(buffer, before, before + frame.length, linkType)
}
