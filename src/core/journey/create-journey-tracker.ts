import { PacketClass } from '../correlate/classify'
import { Correlator } from '../correlate/correlator'
import type { PacketGroup } from '../correlate/packet-group'
import type { Sighting } from '../correlate/sighting'
import type { InterfaceId, Topology } from '../topology/topology'
import { CaptureClock } from './capture-clock'
import { ExchangeBook } from './exchange-book'
import type { Journey } from './journey'
import { JourneyBuilder } from './journey-builder'
import type { JourneyTracker, JourneyTrackerOptions } from './journey-tracker'
import { OpenJourney } from './open-journey'
import { StragglerPatience } from './straggler-patience'

const defaultPatienceNanoseconds = 10e9

/** Linux asks once a second and takes no answer after that: net.ipv4.neigh.*.retrans_time_ms (arp(7)). */
const arpPatienceNanoseconds = 1.5e9

/** A journey settles after this many times the patience, however often it was seen. */
const longestLife = 3

/** How often, in capture time, open journeys are asked whether they are due: a file brings a second in milliseconds. */
const liveSweepNanoseconds = 0.05e9
const fileSweepNanoseconds = 0.01e9

/** Creates a tracker; see `JourneyTracker` for what it promises. */
export function createJourneyTracker(options: JourneyTrackerOptions): JourneyTracker {
  return new Tracker(options)
}

class Tracker implements JourneyTracker {
  readonly #onSettled: (journey: Journey) => void
  readonly #patience: number
  readonly #changed: Set<OpenJourney> | null
  readonly #clock = new CaptureClock()
  readonly #stragglers: StragglerPatience
  readonly #sweepInterval: number
  readonly #correlator: Correlator<OpenJourney>
  readonly #book: ExchangeBook
  readonly #watched = new Set<InterfaceId>()
  readonly #knownPoints = new Set<Sighting['point']>()
  /** Not yet given out, in order of id; settled ones wait here for those before them. */
  #waiting: OpenJourney[] = []
  #builder: JourneyBuilder
  #nextSweep = 0

  constructor(options: JourneyTrackerOptions) {
    this.#onSettled = options.onSettled
    this.#patience = options.settleAfterNanoseconds ?? defaultPatienceNanoseconds
    const isLive = options.isLive === true
    this.#changed = isLive ? new Set() : null
    this.#stragglers = new StragglerPatience(isLive)
    this.#sweepInterval = isLive ? liveSweepNanoseconds : fileSweepNanoseconds
    this.#builder = new JourneyBuilder(options.topology, this.#watched)
    this.#correlator = new Correlator((...group) => this.#open(...group))
    this.#book = new ExchangeBook(this.#correlator)
  }

  add(sighting: Sighting): void {
    if (!this.#knownPoints.has(sighting.point)) this.#watch(sighting)
    const now = this.#clock.see(sighting)
    if (now >= this.#nextSweep) this.#sweep(now)
    const journey = this.#correlator.add(sighting)
    if (journey === null) return
    if (journey.touchedAt !== now) this.#stragglers.learn(now - journey.openedAt)
    journey.touchedAt = now
    const touched = this.#book.link(journey)
    if (this.#changed !== null) {
      this.#changed.add(journey)
      for (const other of touched) this.#changed.add(other)
    }
  }

  setTopology(topology: Topology): void {
    this.#builder = new JourneyBuilder(topology, this.#watched)
    this.#watched.clear()
    for (const point of this.#knownPoints) this.#watchInterface(point)
  }

  advance(seconds: number, nanoseconds: number): void {
    const now = this.#clock.tick(seconds, nanoseconds)
    if (now >= this.#nextSweep) this.#sweep(now)
  }

  end(): void {
    for (const journey of this.#waiting) {
      journey.isSettled = true
      this.#changed?.add(journey)
    }
    this.#giveOut()
  }

  takeChanged(): readonly Journey[] {
    if (this.#changed === null || this.#changed.size === 0) return []
    const journeys = Array.from(this.#changed, (journey) => journey.final ?? this.#builder.build(journey))
    this.#changed.clear()
    return journeys.sort((a, b) => a.id - b.id)
  }

  #watch({ point }: Sighting): void {
    this.#knownPoints.add(point)
    this.#watchInterface(point)
  }

  #watchInterface(point: Sighting['point']): void {
    const place = this.#builder.places.interfaceOf(point)
    if (place === null) return
    this.#watched.add(place.id)
    this.#builder.forgetComparisons()
  }

  #open(...group: ConstructorParameters<typeof PacketGroup>): OpenJourney {
    const journey = new OpenJourney(...group, this.#book.open(), this.#clock.now)
    this.#waiting.push(journey)
    return journey
  }

  #sweep(now: number): void {
    this.#nextSweep = now + this.#sweepInterval
    for (const journey of this.#waiting) {
      if (!journey.isSettled && this.#isDue(journey, now)) {
        journey.isSettled = true
        this.#changed?.add(journey)
      }
    }
    this.#giveOut()
  }

  /** Pieces that never end (hostile fragments) must not keep a journey, and all behind it, open for ever. */
  #isDue(journey: OpenJourney, now: number): boolean {
    return (
      now - journey.touchedAt >= this.#patienceFor(journey) || now - journey.openedAt >= this.#patience * longestLife
    )
  }

  #patienceFor(journey: OpenJourney): number {
    const isOpen = journey.answer === null && journey.error === null
    switch (journey.packetClass) {
      case PacketClass.echoRequest:
      case PacketClass.tcp:
      case PacketClass.udp:
        if (isOpen) return this.#patience
        break
      case PacketClass.arp:
        if (isOpen) return Math.min(this.#patience, arpPatienceNanoseconds)
        break
      case PacketClass.echoReply:
      case PacketClass.timeExceeded:
      case PacketClass.unreachable:
      case PacketClass.other:
        break
    }
    return Math.min(this.#patience, this.#stragglers.patience)
  }

  /** Gives out settled journeys in order of id, and forgets them once all are judged. */
  #giveOut(): void {
    let count = 0
    while (count < this.#waiting.length && this.#waiting[count]!.isSettled) count++
    if (count === 0) return
    const settled = this.#waiting.slice(0, count)
    this.#waiting = this.#waiting.slice(count)
    for (const journey of settled) {
      const built = this.#builder.build(journey)
      if (this.#changed !== null) journey.final = built
      this.#onSettled(built)
    }
    for (const journey of settled) {
      // Else the newest packet of a conversation would hold all before it in memory.
      journey.request = null
      this.#correlator.remove(journey)
      this.#book.leave(journey)
    }
  }
}
