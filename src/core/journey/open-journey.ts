import type { PacketClass } from '../correlate/classify'
import { PacketGroup } from '../correlate/packet-group'
import type { Sighting } from '../correlate/sighting'
import type { Journey } from './journey'
import type { PathShape } from './path-shape'

/** One for all: few frames are flooded. */
const noCopies: readonly Sighting[] = []

/** A request with its replies and errors; journeys leave it when they settle. */
export class Exchange {
  /** In order of joining, which is nearly that of their ids. */
  readonly journeys: OpenJourney[] = []
  /** The first packet of a conversation of TCP or UDP, which says which way is out; kept while the conversation goes on. */
  opener: OpenJourney | null = null

  constructor(readonly id: number) {}

  remove(journey: OpenJourney): void {
    const index = this.journeys.indexOf(journey)
    if (index >= 0) this.journeys.splice(index, 1)
  }
}

/** A packet whose journey may still grow, with what it is to others. */
export class OpenJourney extends PacketGroup {
  /** The journey that this reply or error belongs to. */
  request: OpenJourney | null = null
  /** It goes against the direction of its conversation's first packet: a NAT translates it back. */
  isReturn = false
  /** The first journey that answers this request. */
  answer: OpenJourney | null = null
  /** The ICMP error that quotes this journey. */
  error: OpenJourney | null = null
  isSettled = false
  /** Its last snapshot, kept in a live trace once it was given out: it changes no more. */
  final: Journey | null = null
  /** Tracker's clock in nanoseconds when its last sighting arrived. */
  touchedAt: number
  /** Its sightings in path order, as `pathOwner` ordered them when the version was `pathVersion`. */
  path: readonly Sighting[] | null = null
  /** The other places where bridges sent it; of the same version as the path. */
  copies: readonly Sighting[] = noCopies
  pathVersion = -1
  /** The builder, and so the map, that the path and the shape come from. */
  pathOwner: object | null = null
  shape: PathShape | null = null

  constructor(
    id: number,
    packetClass: PacketClass,
    fingerprint: number,
    quoteKey: number,
    first: Sighting,
    public exchange: Exchange,
    /** Tracker's clock in nanoseconds when its first sighting arrived. */
    readonly openedAt: number,
  ) {
    super(id, packetClass, fingerprint, quoteKey, first)
    this.touchedAt = openedAt
    exchange.journeys.push(this)
  }

  /** Notes what the journey answers or refuses. */
  answerTo(request: OpenJourney): void {
    this.request = request
    this.isReturn = !request.isReturn
  }

  /** Moves the journey to another's exchange. */
  join(exchange: Exchange): void {
    if (exchange === this.exchange) return
    this.exchange.remove(this)
    this.exchange = exchange
    exchange.journeys.push(this)
  }
}
