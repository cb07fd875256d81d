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
import { splitCopies } from './split-copies'
import { PathShapes, type PathShape } from './path-shape'
import { comparePaths, PredictedPaths, type PathComparison } from './predicted-path'

const noRewrites: readonly Rewrite[] = []
const noPieces: readonly Sighting[] = []

/** Turns an open journey, as it stands, into what people see. */
export class JourneyBuilder {
  readonly places: PointPlaces
  readonly #predictions: PredictedPaths
  readonly #shapes = new PathShapes()

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
    const { packetClass, request } = journey
    const { packet } = journey.first
    const path = this.#path(journey)
    const answer = journey.error ?? journey.answer
    const { inferred, isCutShort } = this.#compare(journey)
    const isError = packetClass === PacketClass.timeExceeded || packetClass === PacketClass.unreachable
    return {
      id: journey.id,
      exchange: journey.exchange.id,
      protocol: protocolOf(packet),
      kind: kinds[packetClass],
      sequence: sequenceOf(isError ? (packet.quoted ?? packet) : packet),
      sightings: path,
      inferred,
      rewrites: this.#shape(journey).rewrites,
      verdict: judge(journey, {
        path,
        places: this.places,
        isCutShort,
        answerAtOrigin: answer === null ? null : this.#path(answer)[0]!.packet,
        requestAtOrigin: request === null ? null : this.#path(request)[0]!,
      }),
      match: describeMatch(journey),
      quotes: isError ? (request?.id ?? null) : null,
      pieces: journey.pieces ?? noPieces,
      copies: journey.copies,
    }
  }

  #path(journey: OpenJourney): readonly Sighting[] {
    if (journey.path === null || journey.pathVersion !== journey.version || journey.pathOwner !== this) {
      const { path, copies } = splitCopies(orderSightings(journey.sightings, this.places), this.places)
      journey.path = path
      journey.copies = copies
      journey.pathVersion = journey.version
      journey.pathOwner = this
      journey.shape = null
    }
    return journey.path
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
    const path = this.#path(journey)
    const { request, isReturn, exchange } = journey
    const outward = request !== null && !request.isReturn ? request : exchange.opener
    // What a return goes back against is no return itself, so this goes no deeper.
    const outbound =
      !isReturn || outward === null || outward === journey || outward.isReturn
        ? noRewrites
        : this.#shape(outward).rewrites
    if (journey.shape?.outbound !== outbound) {
      journey.shape =
        this.#shapes.find(path, outbound) ??
        this.#shapes.remember(path, outbound, findRewrites(path, { places: this.places, outbound }))
    }
    return journey.shape
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

function sequenceOf(packet: Packet): number | null {
  return packet.sequence >= 0 ? packet.sequence : null
}
