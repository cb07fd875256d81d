import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collectCapture, type CollectedCapture } from '../../../test/fixtures/collect-capture'
import { describeWith, runToolOn } from '../../../test/oracle/describe-with'
import type { Sighting } from '../correlate/sighting'
import { detectCaptureFormat } from './capture-format'

const folder = join(import.meta.dirname, '../../../test/fixtures/captures')
const names = readdirSync(folder).filter((name) => name.endsWith('.pcapng'))
const texts = readdirSync(folder).filter((name) => name.endsWith('.txt'))

function open(name: string): CollectedCapture {
  const bytes = readFileSync(join(folder, name))
  const options = { interfaceName: name, firstPoint: 0 }
  return collectCapture((sink) => detectCaptureFormat(bytes).createReader(sink, options), bytes)
}

const factsOf = ({ seconds, nanoseconds, packet }: Sighting) => ({
  time: `${seconds}.${String(nanoseconds).padStart(9, '0')}`,
  bytes: Buffer.from(packet.bytes.subarray(packet.start, packet.end)).toString('hex'),
})

describe('captures of the lab', () => {
  test('the text that each tcpdump printed is what it wrote to its file', () => {
    const { sightings } = open('ping.pcapng')
    expect(texts.length).toBeGreaterThanOrEqual(6)
    const counts = texts.map((name) => {
      const index = Number(/\d+/.exec(name)?.[0])
      const text = open(name)
      expect(text.warnings).toEqual([])
      expect(text.sightings.map(factsOf)).toEqual(
        sightings.filter(({ point }) => pointNumber(point.interface) === index).map(factsOf),
      )
      return text.sightings.length
    })
    expect(counts.reduce((sum, count) => sum + count)).toBe(sightings.length)
  })

  test('the fragments of a ping are one datagram on docker0', () => {
    const sightings = open('fragments.pcapng').sightings.filter(({ packet }) => packet.source === '172.17.0.2')
    const shapes = (name: string) =>
      sightings
        .filter(({ point }) => point.interface === name)
        .map(({ packet }) => [packet.fragmentOffset, packet.moreFragments, packet.payloadLength])
    const fragments = [
      [0, true, 1472],
      [1480, true, 1480],
      [2960, false, 1048],
    ]
    expect(shapes('wsl:Ubuntu/container1/eth0')).toEqual([...fragments, ...fragments])
    expect(shapes('wsl:Ubuntu/host/docker0')).toEqual([
      [0, false, 4000],
      [0, false, 4000],
    ])
  })

  test('every hop of a traceroute quotes the probe', () => {
    const errors = open('traceroute.pcapng').sightings.filter(
      ({ point, packet }) => point.interface === 'wsl:Ubuntu/container1/eth0' && packet.quoted !== null,
    )
    expect([...new Set(errors.map(({ packet }) => packet.source))]).toEqual([
      '172.17.0.1',
      '172.25.128.1',
      '172.22.0.1',
      '100.64.0.2',
      '8.8.8.8',
    ])
    for (const { packet } of errors)
      expect(packet.quoted).toMatchObject({ source: '172.17.0.2', destination: '8.8.8.8', protocol: 17 })
  })
})

function pointNumber(id: string | null): number {
  const topology = JSON.parse(readFileSync(join(folder, 'topology.json'), 'utf8')) as {
    interfaces: { id: string; kind: string; captureName: string | null }[]
  }
  return topology.interfaces
    .filter(({ captureName, kind }) => captureName !== null && kind !== 'loopback')
    .findIndex((nic) => nic.id === id)
}

describeWith(['tshark'], 'tshark agrees on the captures of the lab', () => {
  test.each(names)('%s', (name) => {
    const fields = ['frame.time_epoch', 'frame.interface_name', 'ip.src', 'ip.dst', 'ip.ttl', 'ip.id', 'icmp.seq']
    const options = ['-o', 'ip.defragment:FALSE', '-E', 'occurrence=f', '-T', 'fields']
    const lines = runToolOn(readFileSync(join(folder, name)), 'tshark', (path) => [
      ...['-n', '-r', path, ...options],
      ...fields.flatMap((field) => ['-e', field]),
    ])
    const ours = open(name).sightings.map((sighting) => {
      const { packet, point } = sighting
      const sequence = packet.quoted?.sequence ?? packet.sequence
      return [
        ...[factsOf(sighting).time, point.interfaceName, packet.source, packet.destination, packet.ttl],
        ...[`0x${packet.ipId.toString(16).padStart(4, '0')}`, sequence < 0 ? '' : sequence],
      ].join('\t')
    })
    expect(
      lines
        .toString()
        .trimEnd()
        .split('\n')
        .map((line) => line.trimEnd()),
    ).toEqual(ours.map((line) => line.trimEnd()))
  })
})
