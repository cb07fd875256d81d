import type { PacketClass } from '../correlate/classify'
import { PacketGroup } from '../correlate/packet-group'
import type { Sighting } from '../correlate/sighting'
import type { PathShape } from './path-shape'

/** A request with its replies and errors; journeys leave it when they settle. */
export class Exchange {
  /** In order of joining, which is nearly that of their ids. */
  readonly journeys: OpenJourney[] = []

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
  /** The first journey that answers this request. */
  answer: OpenJourney | null = null
  /** The ICMP error that quotes this journey. */
  error: OpenJourney | null = null
  isSettled = false
  /** Tracker's clock in nanoseconds when its last sighting arrived. */
  touchedAt: number
  /** Its sightings in path order as of `pathVersion`; kept by the builder. */
  path: readonly Sighting[] | null = null
  pathVersion = -1
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

  /** Moves the journey to another's exchange. */
  join(exchange: Exchange): void {
    if (exchange === this.exchange) return
    this.exchange.remove(this)
    this.exchange = exchange
    exchange.journeys.push(this)
  }
}
