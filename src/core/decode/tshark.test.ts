import { expect, test } from 'vitest'
import { sampleFrames } from '../../../test/fixtures/sample-frames'
import { sightSamples } from '../../../test/fixtures/sample-sightings'
import { describeWith, runToolOn } from '../../../test/oracle/describe-with'
import { readPdml, type PdmlField } from '../../../test/oracle/read-pdml'
import { createPcapngWriter } from '../recording/pcapng-writer'
import { describeLayers } from './describe-layers'
import type { LayerField } from './layer'
import type { Packet } from './packet'

const sightings = sightSamples(sampleFrames)
const preferences = ['ip.defragment:FALSE', 'ipv6.defragment:FALSE', 'udp.try_heuristic_first:FALSE']

function sampleFile(): Buffer {
  const blocks: Uint8Array[] = []
  const writer = createPcapngWriter((block) => blocks.push(block))
  for (const sighting of sightings) writer.sighting(sighting)
  return Buffer.concat(blocks)
}

function runTshark(...args: readonly string[]): string {
  const options = preferences.flatMap((preference) => ['-o', preference])
  return runToolOn(sampleFile(), 'tshark', (path) => ['-n', '-r', path, ...options, ...args]).toString()
}

const columns: readonly (readonly [field: string, read: (packet: Packet) => string | number])[] = [
  ['ip.src', ({ ipVersion, source }) => (ipVersion === 4 ? source : '')],
  ['ip.dst', ({ ipVersion, destination }) => (ipVersion === 4 ? destination : '')],
  ['ipv6.src', ({ ipVersion, source }) => (ipVersion === 6 ? source : '')],
  ['ipv6.dst', ({ ipVersion, destination }) => (ipVersion === 6 ? destination : '')],
  ['ip.ttl', ({ ipVersion, ttl }) => (ipVersion === 4 ? ttl : '')],
  ['ipv6.hlim', ({ ipVersion, ttl }) => (ipVersion === 6 ? ttl : '')],
  ['ip.len', ({ ipVersion, ipLength }) => (ipVersion === 4 ? ipLength : '')],
  ['ip.proto', ({ ipVersion, protocol }) => (ipVersion === 4 ? protocol : '')],
  ['icmp.type', ({ protocol, icmpType }) => (protocol === 1 && icmpType >= 0 ? icmpType : '')],
  ['icmp.code', ({ protocol, icmpCode }) => (protocol === 1 && icmpCode >= 0 ? icmpCode : '')],
  ['icmpv6.type', ({ protocol, icmpType }) => (protocol === 58 && icmpType >= 0 ? icmpType : '')],
  ['icmp.ident', ({ protocol, icmpId }) => (protocol === 1 && icmpId >= 0 ? icmpId : '')],
  ['icmp.seq', ({ protocol, sequence }) => (protocol === 1 && sequence >= 0 ? sequence : '')],
  ['icmpv6.echo.sequence_number', ({ protocol, sequence }) => (protocol === 58 && sequence >= 0 ? sequence : '')],
  ['icmp.mtu', ({ protocol, nextHopMtu }) => (protocol === 1 && nextHopMtu >= 0 ? nextHopMtu : '')],
  ['icmpv6.mtu', ({ protocol, nextHopMtu }) => (protocol === 58 && nextHopMtu >= 0 ? nextHopMtu : '')],
  ['udp.srcport', ({ protocol, sourcePort }) => (protocol === 17 && sourcePort >= 0 ? sourcePort : '')],
  ['udp.dstport', ({ protocol, destinationPort }) => (protocol === 17 && destinationPort >= 0 ? destinationPort : '')],
  ['tcp.srcport', ({ protocol, sourcePort }) => (protocol === 6 ? sourcePort : '')],
  ['tcp.seq_raw', ({ protocol, tcpSequence }) => (protocol === 6 ? tcpSequence : '')],
  ['tcp.ack_raw', ({ protocol, tcpAcknowledgement }) => (protocol === 6 ? tcpAcknowledgement : '')],
  ['tcp.len', ({ protocol, payloadLength }) => (protocol === 6 ? payloadLength : '')],
  ['arp.opcode', ({ arpOperation }) => (arpOperation >= 0 ? arpOperation : '')],
  ['arp.src.proto_ipv4', ({ arpOperation, source }) => (arpOperation >= 0 ? source : '')],
]

/** tshark gives a bit field the bytes of the whole word that it is part of. */
const isWiderInTshark = (ours: LayerField, theirs: PdmlField) => theirs.start <= ours.start && theirs.end >= ours.end

describeWith(['tshark'], 'tshark agrees', () => {
  test('on the fields of every sample, quotes included', () => {
    const lines = runTshark('-T', 'fields', ...columns.flatMap(([field]) => ['-e', field]))
    const theirs = lines
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'))
    const ours = sightings.map(({ packet }) => {
      const layers = packet.quoted === null ? [packet] : [packet, packet.quoted]
      return columns.map(([, read]) =>
        layers
          .map((layer) => read(layer))
          .filter((value) => value !== '')
          .join(','),
      )
    })
    for (const [index, { name }] of sampleFrames.entries()) {
      const named = (values: readonly string[]) =>
        Object.fromEntries(columns.map(([field], column) => [field, values[column] ?? '']))
      expect({ name, ...named(ours[index]!) }).toEqual({ name, ...named(theirs[index] ?? []) })
    }
  })

  test('on the bytes that each described field comes from', () => {
    const packets = readPdml(runTshark('-T', 'pdml'))
    expect(packets).toHaveLength(sampleFrames.length)
    const unknown: string[] = []
    for (const [index, { packet }] of sightings.entries()) {
      for (const field of describeLayers(packet).flatMap((layer) => layer.fields)) {
        // tshark goes on taking apart what is data to us.
        if (field.name === 'data.data') continue
        const theirs = packets[index]!.filter(({ name }) => name === field.name)
        if (!theirs.some((other) => isWiderInTshark(field, other)))
          unknown.push(`${sampleFrames[index]!.name}: ${JSON.stringify(field)}, tshark: ${JSON.stringify(theirs)}`)
      }
    }
    expect(unknown).toEqual([])
  })
})
