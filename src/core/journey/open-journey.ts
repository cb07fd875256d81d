import type { PacketGroup } from '../correlate/packet-group'

/** A request with its replies and errors; journeys leave it when they settle. */
export class Exchange {
  readonly journeys = new Set<OpenJourney>()

  constructor(readonly id: number) {}
}

/** A journey that may still grow, with what it is to others. */
export class OpenJourney {
  /** The journey that this reply or error belongs to. */
  request: OpenJourney | null = null
  /** The first journey that answers this request. */
  answer: OpenJourney | null = null
  /** The ICMP error that quotes this journey. */
  error: OpenJourney | null = null
  isSettled = false
  /** Tracker's clock in nanoseconds when its last sighting arrived. */
  touchedAt: number

  constructor(
    readonly group: PacketGroup,
    public exchange: Exchange,
    /** Tracker's clock in nanoseconds when its first sighting arrived. */
    readonly openedAt: number,
  ) {
    this.touchedAt = openedAt
    exchange.journeys.add(this)
  }

  /** Moves the journey to another's exchange. */
  join(exchange: Exchange): void {
    if (exchange === this.exchange) return
    this.exchange.journeys.delete(this)
    this.exchange = exchange
    exchange.journeys.add(this)
  }
}
