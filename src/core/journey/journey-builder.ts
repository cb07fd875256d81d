import { classify, PacketClass } from '../correlate/classify'
import type { Sighting } from '../correlate/sighting'
import type { Packet } from '../decode/packet'
import type { InterfaceId, Topology } from '../topology/topology'
import { describeMatch } from './describe-match'
import { findRewrites } from './find-rewrites'
import type { Journey, JourneyKind, JourneyProtocol, Rewrite } from './journey'
import { judge } from './judge'
import type { OpenJourney } from './open-journey'
import { orderSightings } from './order-sightings'
import { PointPlaces } from './point-places'
import { PathShapes, type PathShape } from './path-shape'
import { comparePaths, PredictedPaths, type PathComparison } from './predicted-path'

/** What was derived from a group, valid while it does not grow. */
interface Derived {
  readonly version: number
  readonly path: readonly Sighting[]
  shape: PathShape | null
}

const noRewrites: readonly Rewrite[] = []

/** Turns an open journey, as it stands, into what people see. */
export class JourneyBuilder {
  readonly places: PointPlaces
  readonly #predictions: PredictedPaths
  readonly #shapes = new PathShapes()
  readonly #derived = new WeakMap<OpenJourney, Derived>()

  constructor(
    topology: Topology,
    /** Interfaces at which a capture has seen anything at all. */
    private readonly watched: ReadonlySet<InterfaceId>,
  ) {
    this.places = new PointPlaces(topology)
    this.#predictions = new PredictedPaths(this.places)
  }

  /** Tells that another interface is watched, which changes what is inferred. */
  forgetComparisons(): void {
    this.#shapes.forgetComparisons()
  }

  build(journey: OpenJourney): Journey {
    const { group, request } = journey
    const path = this.#path(journey)
    const { inferred, isCutShort } = this.#compare(journey)
    const isError = group.packetClass === PacketClass.timeExceeded || group.packetClass === PacketClass.unreachable
    return {
      id: group.id,
      exchange: journey.exchange.id,
      protocol: protocolOf(group.first.packet),
      kind: kindOf(group.packetClass),
      sequence: sequenceOf(isError ? (group.first.packet.quoted ?? group.first.packet) : group.first.packet),
      sightings: path,
      inferred,
      rewrites: this.#shape(journey).rewrites,
      verdict: judge(journey, { path, places: this.places, isCutShort, pathOf: (other) => this.#path(other) }),
      match: describeMatch(group),
      quotes: isError ? (request?.group.id ?? null) : null,
      pieces: group.pieces,
    }
  }

  #path(journey: OpenJourney): readonly Sighting[] {
    return this.#derive(journey).path
  }

  /** Where the journey and the map disagree, as of what is watched now. */
  #compare(journey: OpenJourney): PathComparison {
    const { comparisons } = this.#shape(journey)
    const hasGoneOn = journey.answer !== null
    let comparison = comparisons[hasGoneOn ? 1 : 0]
    if (comparison === null) {
      const path = this.#path(journey)
      const predicted = this.#predictions.of(path, journey.request === null ? null : this.#path(journey.request))
      comparison = comparePaths(path, predicted, this.watched, this.places, hasGoneOn)
      comparisons[hasGoneOn ? 1 : 0] = comparison
    }
    return comparison
  }

  #shape(journey: OpenJourney): PathShape {
    const derived = this.#derive(journey)
    const { request } = journey
    const outbound = request === null ? noRewrites : this.#shape(request).rewrites
    if (derived.shape?.outbound !== outbound) {
      derived.shape =
        this.#shapes.find(derived.path, outbound) ??
        this.#shapes.remember(derived.path, outbound, findRewrites(derived.path, { places: this.places, outbound }))
    }
    return derived.shape!
  }

  #derive(journey: OpenJourney): Derived {
    const known = this.#derived.get(journey)
    if (known?.version === journey.group.version) return known
    const path = orderSightings(journey.group.sightings, this.places)
    const derived: Derived = { version: journey.group.version, path, shape: null }
    this.#derived.set(journey, derived)
    return derived
  }
}

function protocolOf(packet: Packet): JourneyProtocol {
  switch (packet.protocol) {
    case 1:
      return 'icmp'
    case 58:
      return 'icmp6'
    case 6:
      return 'tcp'
    case 17:
      return 'udp'
    default:
      return classify(packet) === PacketClass.arp ? 'arp' : 'other'
  }
}

const kinds: Readonly<Record<PacketClass, JourneyKind>> = {
  [PacketClass.echoRequest]: 'echo-request',
  [PacketClass.echoReply]: 'echo-reply',
  [PacketClass.timeExceeded]: 'time-exceeded',
  [PacketClass.unreachable]: 'destination-unreachable',
  [PacketClass.tcp]: 'tcp',
  [PacketClass.udp]: 'udp',
  [PacketClass.arp]: 'arp',
  [PacketClass.other]: 'other',
}

function kindOf(packetClass: PacketClass): JourneyKind {
  return kinds[packetClass]
}

function sequenceOf(packet: Packet): number | null {
  return packet.sequence >= 0 ? packet.sequence : null
}
