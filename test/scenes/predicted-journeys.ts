import type { CapturePoint, Sighting } from '../../src/core/correlate/sighting'
import { decodePacket } from '../../src/core/decode/decode-packet'
import type { Journey } from '../../src/core/journey/journey'
import { namespaceById } from '../../src/core/topology/find-namespace'
import { interfaceById } from '../../src/core/topology/find-interface'
import { predictPath } from '../../src/core/topology/predict-path'
import type { InterfaceId, Topology } from '../../src/core/topology/topology'
import { icmpEcho, ipv4Frame, pingPayload } from '../fixtures/article-frames'
import { trackJourneys } from './article-journeys'

/** One ping from each container of a topology to `destination`, `apart` µs after one another, along the predicted paths. */
export function predictedJourneys(
  topology: Topology,
  pings: number,
  apart: number,
  destination = '8.8.8.8',
): Journey[] {
  const containers = topology.namespaces.filter(({ kind }) => kind === 'container')
  const points = new Map<InterfaceId, CapturePoint>()
  const sightings: Sighting[] = []
  for (let ping = 0; ping < pings; ping++) {
    const from = containers[ping % containers.length]!
    const sequence = Math.floor(ping / containers.length) + 1
    const payload = pingPayload(ping + 1)
    for (const [index, hop] of predictPath(topology, from.id, destination).entries()) {
      const nic = interfaceById(topology, hop.interface)!
      if (nic.kind === 'router') continue
      let point = points.get(nic.id)
      if (point === undefined) {
        const { machine, name } = namespaceById(topology, nic.namespace)!
        point = { index: points.size, interface: nic.id, interfaceName: nic.name, machine, namespace: name }
        points.set(nic.id, point)
      }
      const spec = {
        source: hop.source,
        destination: hop.destination,
        ttl: 64 - hop.routedHops,
        ipId: 1 + ping,
        protocol: 1,
        body: icmpEcho(8, 1 + (ping % containers.length), sequence, payload),
      }
      const frame = ipv4Frame('02:00:00:00:00:01', '02:00:00:00:00:02', spec)
      const nanoseconds = (ping * apart + index * 10) * 1000
      sightings.push({
        point,
        frame: ping,
        seconds: 1_795_448_497 + Math.floor(nanoseconds / 1e9),
        nanoseconds: nanoseconds % 1e9,
        packet: decodePacket(frame, 0, frame.length, 1),
        line: null,
      })
    }
  }
  sightings.sort((a, b) => a.seconds - b.seconds || a.nanoseconds - b.nanoseconds)
  return trackJourneys(sightings, topology)
}
