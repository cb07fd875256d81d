import type { Sighting } from '../../src/core/correlate/sighting'
import {
  arpRequest,
  icmpEcho,
  ipv4Frame,
  macsAt,
  pingPayload,
  sightAt,
  udp,
  type ArticlePoint,
} from '../fixtures/article-frames'

const bridgePath: readonly ArticlePoint[] = ['container1', 'veth1', 'docker0']
const [containerMac, bridgeMac] = macsAt('container1', '172.17.0.2', '172.17.0.1')

/** container1 asks who has 172.17.0.1, and docker0 answers. */
export function arpSightings(at: number): Sighting[] {
  const question = arpRequest(containerMac, '172.17.0.2', '172.17.0.1')
  const answer = arpRequest(bridgeMac, '172.17.0.1', '172.17.0.2')
  answer.set(question.subarray(6, 12), 0)
  answer[21] = 2
  answer.set(question.subarray(22, 28), 32)
  return [
    ...bridgePath.map((point, index) => sightAt(point, at + index * 4, question)),
    ...bridgePath.toReversed().map((point, index) => sightAt(point, at + 30 + index * 4, answer)),
  ]
}

/** docker0 asks everybody who has 172.17.0.2, and its bridge sends that out at both ports. */
export function broadcastSightings(at: number): Sighting[] {
  const question = arpRequest(bridgeMac, '172.17.0.1', '172.17.0.2')
  const flooded: readonly ArticlePoint[] = ['docker0', 'veth1', 'container1', 'veth2', 'container2']
  return flooded.map((point, index) => sightAt(point, at + index * 2, question))
}

/** container1 asks 8.8.8.8 for a name, and is answered, as far as docker0 sees it. */
export function dnsSightings(at: number): Sighting[] {
  const ask = (point: ArticlePoint, time: number, isAnswer: boolean, index: number): Sighting => {
    const ends = isAnswer
      ? { source: '8.8.8.8', destination: '172.17.0.2', ttl: 116 }
      : { source: '172.17.0.2', destination: '8.8.8.8', ttl: 64 }
    const body = isAnswer ? udp(53, 41_000, pingPayload(2)) : udp(41_000, 53, pingPayload(1))
    const frame = ipv4Frame(...macsAt(point, ends.source, ends.destination), {
      ...ends,
      ipId: isAnswer ? 901 : 900,
      protocol: 17,
      body,
    })
    return sightAt(point, time, frame, time * 10 + index)
  }
  return [
    ...bridgePath.map((point, index) => ask(point, at + index * 4, false, index)),
    ...bridgePath.toReversed().map((point, index) => ask(point, at + 9000 + index * 4, true, index)),
  ]
}

/** A large ping in three fragments, whole on docker0 whose connection tracking reassembles it, and in three again. */
export function fragmentSightings(at: number): Sighting[] {
  const whole = icmpEcho(8, 77, 1, pingPayload(9, 4000))
  const common = { destination: '8.8.8.8', ipId: 321, protocol: 1 }
  const cut = (point: ArticlePoint, time: number, source: string, ttl: number): Sighting[] =>
    [0, 1480, 2960].map((fragmentOffset, index) => {
      const spec = { ...common, source, ttl, fragmentOffset, moreFragments: fragmentOffset < 2960 }
      const body = whole.subarray(fragmentOffset, fragmentOffset + 1480)
      return sightAt(point, at + time + index, ipv4Frame(...macsAt(point, source, '8.8.8.8'), { ...spec, body }))
    })
  const frame = ipv4Frame(...macsAt('docker0', '172.17.0.2', '8.8.8.8'), {
    ...common,
    source: '172.17.0.2',
    ttl: 64,
    body: whole,
  })
  return [
    ...cut('container1', 0, '172.17.0.2', 64),
    ...cut('veth1', 9, '172.17.0.2', 64),
    sightAt('docker0', at + 20, frame),
    ...cut('eth0', 40, '172.25.140.84', 63),
  ]
}

/** A GRE packet on the bridge: of a protocol that is not told apart further. */
export function greSightings(at: number): Sighting[] {
  const spec = { source: '172.17.0.2', destination: '172.17.0.3', ttl: 64, ipId: 70, protocol: 47 }
  return bridgePath.map((point, index) => {
    const body = pingPayload(5)
    const macs = macsAt(point, spec.source, spec.destination)
    return sightAt(point, at + index * 4, ipv4Frame(...macs, { ...spec, body }))
  })
}
