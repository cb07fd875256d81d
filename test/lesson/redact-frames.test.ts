import { expect, it } from 'vitest'
import { decodePacket } from '../../src/core/decode/decode-packet'
import type { Sighting } from '../../src/core/correlate/sighting'
import { emptyLesson, type LessonContent } from '../../src/core/lesson/lesson'
import { findLeaks } from '../../src/core/lesson/redact/find-leaks'
import { wordSum } from '../../src/core/lesson/redact/mend-checksums'
import { redactLesson } from '../../src/core/lesson/redact/redact-lesson'
import { joinBlocks } from '../../src/core/recording/join-blocks'
import { createPcapngWriter } from '../../src/core/recording/pcapng-writer'
import { emptyTopology } from '../../src/core/topology/topology'
import { sampleFrames } from '../fixtures/sample-frames'
import { sightSamples } from '../fixtures/sample-sightings'
import { describeWith, runToolOn } from '../oracle/describe-with'

function lessonOf(sightings: readonly Sighting[]): LessonContent {
  const blocks: Uint8Array[] = []
  const writer = createPcapngWriter((block) => void blocks.push(block))
  for (const sighting of sightings) writer.sighting(sighting)
  const capture = joinBlocks(blocks)
  return { lesson: emptyLesson('x'), capture, topology: emptyTopology, changes: [], terminals: [], narration: null }
}

/** What tshark reads, a row of fields for each frame, with all checksums checked. */
function readWithTshark(capture: Uint8Array, ...fields: readonly string[]): string[][] {
  const checks = ['ip', 'tcp', 'udp'].flatMap((name) => ['-o', `${name}.check_checksum:TRUE`])
  const columns = fields.flatMap((field) => ['-e', field])
  const args = (path: string) => ['-n', '-r', path, ...checks, '-T', 'fields', ...columns]
  return runToolOn(Buffer.from(capture), 'tshark', args)
    .toString()
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('\t'))
}

const checksums = ['ip', 'tcp', 'udp', 'icmp', 'icmpv6'].map((name) => `${name}.checksum.status`)

const hex = (text: string): number[] => (text.match(/[0-9a-f]{2}/g) ?? []).map((pair) => Number.parseInt(pair, 16))
const word = (value: number): number[] => [value >> 8, value & 0xff]

/** An IP packet's body with its checksum at `at` put right. */
function withChecksum(addresses: readonly number[], protocol: number, body: number[], at: number): number[] {
  const length = body.length
  const covered = Uint8Array.from([...addresses, 0, protocol, ...word(length), ...body])
  const sum = ~wordSum(covered, 0, covered.length) & 0xffff
  return [...body.slice(0, at), ...word(sum), ...body.slice(at + 2)]
}

function ipv4(source: string, destination: string, protocol: number, body: readonly number[]): number[] {
  const ends = [...source.split('.'), ...destination.split('.')].map(Number)
  const header = [0x45, 0, ...word(20 + body.length), 0x12, 0x34, 0x40, 0, 64, protocol, 0, 0, ...ends]
  const sum = ~wordSum(Uint8Array.from(header), 0, 20) & 0xffff
  return [...header.slice(0, 10), ...word(sum), ...header.slice(12), ...body]
}

/** A neighbour solicitation between two containers, whose addresses are made of their MACs. */
function neighbourSolicitation(): number[] {
  const source = hex('fe800000000000000042acfffe110002')
  const destination = hex('ff0200000000000000000001ff110003')
  const target = hex('fe800000000000000042acfffe110003')
  const body = [135, 0, 0, 0, 0, 0, 0, 0, ...target, 1, 1, ...hex('0242ac110002')]
  const icmp = withChecksum([...source, ...destination], 58, body, 2)
  const header = [0x60, 0, 0, 0, ...word(icmp.length), 58, 255, ...source, ...destination]
  return [...hex('3333ff110003'), ...hex('0242ac110002'), 0x86, 0xdd, ...header, ...icmp]
}

/** An answer of a name server: web.intranet.corp is 10.9.8.7. */
function dnsAnswer(): number[] {
  const name = ['web', 'intranet', 'corp'].flatMap((label) => [label.length, ...Buffer.from(label)])
  const question = [...name, 0, 0, 1, 0, 1]
  const answer = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 9, 8, 7]
  const message = [0x12, 0x34, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, ...question, ...answer]
  const addresses = [10, 1, 2, 3, 172, 17, 0, 2]
  const udp = withChecksum(
    addresses,
    17,
    [...word(53), ...word(40_000), ...word(8 + message.length), 0, 0, ...message],
    6,
  )
  return [...hex('0242ac110002'), ...hex('02420a010203'), 8, 0, ...ipv4('10.1.2.3', '172.17.0.2', 17, udp)]
}

function sight(frames: readonly (readonly number[])[]): Sighting[] {
  const point = { index: 0, interface: null, interfaceName: 'eth0', machine: null, namespace: null }
  return frames.map((frame, index) => {
    const packet = decodePacket(Uint8Array.from(frame), 0, frame.length, 1)
    return { point, frame: index, seconds: 1, nanoseconds: index, packet, line: null }
  })
}

describeWith(['tshark'], 'redacted frames', () => {
  it('of every kind are what they were to tshark, with checksums as right as before', () => {
    const content = lessonOf(sightSamples(sampleFrames))
    const redacted = redactLesson(content, 'seed')
    const kept = [
      'frame.len',
      'ip.ttl',
      'ip.proto',
      'icmp.type',
      'icmpv6.type',
      'tcp.seq_raw',
      'udp.length',
      'arp.opcode',
    ]
    const fields = [...checksums, ...kept, 'tcp.dstport', 'udp.dstport', 'vlan.id', 'ipv6.hlim', 'ip.id']
    expect(readWithTshark(redacted.capture, ...fields)).toEqual(readWithTshark(content.capture, ...fields))
    expect(findLeaks(content, redacted)).toEqual([])
    expect(findLeaks(content, content).length).toBeGreaterThan(5)
  })

  it('of IPv6 are made of the MACs’ pseudonyms, and so are the groups that they ask', () => {
    const content = lessonOf(sight([neighbourSolicitation()]))
    const fields = [
      ...checksums,
      'eth.src',
      'eth.dst',
      'ipv6.src',
      'ipv6.dst',
      'icmpv6.nd.ns.target_address',
      'icmpv6.opt.linkaddr',
    ]
    expect(readWithTshark(content.capture, ...checksums)[0]).toEqual(['', '', '', '', '1'])
    const [row] = readWithTshark(redactLesson(content, 'seed').capture, ...fields)
    const [mac, group, source, destination, target, option] = row!.slice(checksums.length)
    expect(row!.slice(0, checksums.length)).toEqual(['', '', '', '', '1'])
    expect(mac).not.toBe('02:42:ac:11:00:02')
    expect(option).toBe(mac)
    const [a, b, c, d, e, f] = mac!.split(':').map((pair) => Number.parseInt(pair, 16))
    const group4 = (high: number, low: number): string => ((high << 8) | low).toString(16)
    const madeOf = `fe80::${group4(a! ^ 2, b!)}:${group4(c!, 0xff)}:${group4(0xfe, d!)}:${group4(e!, f!)}`
    expect(source).toBe(madeOf.replace('::0:', '::'))
    const last = (address: string): string =>
      BigInt(
        `0x${address
          .split(':')
          .slice(-2)
          .map((part) => part.padStart(4, '0'))
          .join('')}`,
      )
        .toString(16)
        .padStart(8, '0')
        .slice(2)
    expect(last(destination!)).toBe(last(target!))
    expect(group).toBe(`33:33:ff:${last(target!).replace(/..(?=.)/g, '$&:')}`)
    expect(target).not.toContain('fe11:3')
  })

  it('of DNS keep their structure, with other names and the same pseudonyms', () => {
    const content = lessonOf(sight([dnsAnswer()]))
    const fields = [...checksums, 'dns.qry.name', 'dns.a', 'dns.id', 'dns.count.answers', 'ip.src']
    const before = readWithTshark(content.capture, ...fields)[0]!
    expect(before.slice(5)).toEqual(['web.intranet.corp', '10.9.8.7', '0x1234', '1', '10.1.2.3'])
    const after = readWithTshark(redactLesson(content, 'seed').capture, ...fields)[0]!
    expect(after.slice(0, 5)).toEqual(before.slice(0, 5))
    const [name, address, id, answers, source] = after.slice(5)
    expect(name).toMatch(/^[a-z]{3}\.[a-z]{8}\.[a-z]{4}$/)
    expect(name).not.toMatch(/web|intranet|corp/)
    expect(address).toMatch(/^10\./)
    expect(source).toMatch(/^10\./)
    expect([address, source]).not.toContain('10.9.8.7')
    expect([id, answers]).toEqual(['0x1234', '1'])
    expect(findLeaks(content, redactLesson(content, 'seed'))).toEqual([])
  })
})
