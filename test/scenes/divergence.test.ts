import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findDivergence } from '../../src/core/journey/find-divergence'
import type { Journey } from '../../src/core/journey/journey'
import type { Topology } from '../../src/core/topology/topology'
import { articleTopology } from '../fixtures/article-topology'
import { lostSightings, pingSightings, trackJourneys } from './article-journeys'
import { readRecording } from './read-recording'

const host = 'wsl:Ubuntu/host'
const [request, reply] = trackJourneys(pingSightings(0, 1)) as [Journey, Journey]
/** The same network, but its routing table leads out by another interface: what was seen is not what it foretells. */
const elsewhere: Topology = {
  ...articleTopology,
  interfaces: [
    ...articleTopology.interfaces,
    { ...articleTopology.interfaces.find(({ id }) => id === `${host}/eth0`)!, id: `${host}/eth1`, name: 'eth1' },
  ],
  routes: articleTopology.routes.map((route) =>
    route.namespace === host && route.destination === '0.0.0.0/0' ? { ...route, interface: `${host}/eth1` } : route,
  ),
}

describe('findDivergence', () => {
  it('finds where a packet left the foretold way', () => {
    expect(findDivergence(request.sightings, null, elsewhere)).toEqual({
      after: `${host}/docker0`,
      expected: `${host}/eth1`,
      seen: `${host}/eth0`,
      untaken: [`${host}/docker0`, `${host}/eth1`],
    })
  })

  it('finds that a packet left its sender by another interface than its routes say', () => {
    const own = 'wsl:Ubuntu/container1'
    const dual: Topology = {
      ...articleTopology,
      interfaces: [
        ...articleTopology.interfaces,
        { ...articleTopology.interfaces.find(({ id }) => id === `${own}/eth0`)!, id: `${own}/eth1`, name: 'eth1' },
      ],
      // Both lead to the same bridge, so that the rest of the way is as foretold.
      wires: [
        ...articleTopology.wires,
        { kind: 'veth', ends: [`${own}/eth1`, `${host}/veth17f547e`], isInferred: false },
      ],
      routes: articleTopology.routes.map((route) =>
        route.namespace === own ? { ...route, interface: `${own}/eth1` } : route,
      ),
    }
    const found = findDivergence(request.sightings, null, dual)
    expect(found).toMatchObject({ expected: `${own}/eth1`, after: `${own}/eth1`, seen: `${own}/eth0` })
    const many = request.sightings.map((sighting) => ({
      ...sighting,
      packet: { ...sighting.packet, destination: '224.0.0.251' },
    }))
    expect(findDivergence(many, null, dual)).toBeNull()
  })

  it('infers nothing of the way that was not taken', () => {
    const [journey] = trackJourneys(pingSightings(0, 1), elsewhere)
    expect(journey!.inferred.map((hop) => hop.interface)).not.toContain(`${host}/eth1`)
    expect(journey!.sightings).toHaveLength(request.sightings.length)
  })

  it('finds nothing where a packet went as foretold, or was lost on that way', () => {
    expect(findDivergence(request.sightings, null, articleTopology)).toBeNull()
    expect(findDivergence(reply.sightings, request.sightings, articleTopology)).toBeNull()
    const [lost] = trackJourneys(lostSightings(0, 1, 3))
    expect(findDivergence(lost!.sightings, null, articleTopology)).toBeNull()
    expect(findDivergence(lost!.sightings, null, elsewhere)).toBeNull()
  })

  it.each(readdirSync('resources/recordings'))('finds nothing in the built-in recording %s', (id) => {
    const { topology, journeys } = readRecording(id)
    const found = journeys.flatMap((journey) => {
      const first = journeys.find(({ exchange }) => exchange === journey.exchange)
      const divergence = findDivergence(
        journey.sightings,
        first === journey ? null : (first?.sightings ?? null),
        topology,
      )
      return divergence === null ? [] : [divergence]
    })
    expect(found).toEqual([])
  })
})
