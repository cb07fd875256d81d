import { PacketClass } from '../correlate/classify'
import { mostCandidates, type Correlator } from '../correlate/correlator'
import type { Packet } from '../decode/packet'
import { isEchoMirrored, isFlowMirrored, isQuoted, isSeenMirrored } from './mirror'
import { Exchange, type OpenJourney } from './open-journey'

const nobody: readonly OpenJourney[] = []

/** In a conversation of many packets only this many recent ones are searched for the one that is answered. */
const mostSearched = 64

const tcpSynOrFin = 0x03

/** Finds which journeys belong together: replies to requests, errors to what they quote, packets of one conversation. */
export class ExchangeBook {
  readonly #flows = new Map<string, Exchange>()
  readonly #flowsOf = new Map<Exchange, string[]>()
  #nextId = 1

  constructor(private readonly correlator: Correlator<OpenJourney>) {}

  /** A new exchange with nobody in it. */
  open(): Exchange {
    return new Exchange(this.#nextId++)
  }

  /** Tries to place a journey that has just grown; returns the journeys whose verdict may have changed by it. */
  link(journey: OpenJourney): readonly OpenJourney[] {
    switch (journey.packetClass) {
      case PacketClass.echoRequest:
        return journey.answer === null ? this.#linkEcho(journey) : nobody
      case PacketClass.echoReply:
        return journey.request === null ? this.#linkEcho(journey) : nobody
      case PacketClass.timeExceeded:
      case PacketClass.unreachable:
        return journey.request === null ? this.#linkError(journey) : nobody
      case PacketClass.tcp:
      case PacketClass.udp:
      case PacketClass.arp:
        return this.#linkFlow(journey)
      case PacketClass.other:
        return nobody
    }
  }

  /** Forgets a settled journey, and its exchange when that was the last of it. */
  leave(journey: OpenJourney): void {
    const { exchange } = journey
    exchange.remove(journey)
    this.#forgetIfEmpty(exchange)
  }

  #move(journey: OpenJourney, exchange: Exchange): void {
    const before = journey.exchange
    if (before === exchange) return
    journey.join(exchange)
    this.#forgetIfEmpty(before)
  }

  #forgetIfEmpty(exchange: Exchange): void {
    if (exchange.journeys.length > 0) return
    for (const key of this.#flowsOf.get(exchange) ?? []) {
      if (this.#flows.get(key) === exchange) this.#flows.delete(key)
    }
    this.#flowsOf.delete(exchange)
  }

  #linkEcho(journey: OpenJourney): readonly OpenJourney[] {
    const isReply = journey.packetClass === PacketClass.echoReply
    const wanted = isReply ? PacketClass.echoRequest : PacketClass.echoReply
    const { correlator } = this
    let found: OpenJourney | null = null
    let left = mostCandidates
    let other = correlator.newestAlike(journey.fingerprint)
    for (; other !== null && left > 0; other = correlator.olderAlike(other)) {
      left--
      if (other.packetClass !== wanted || (!isReply && other.request !== null)) continue
      if (
        !(isReply ? isSeenMirrored(other, journey, isEchoMirrored) : isSeenMirrored(journey, other, isEchoMirrored))
      ) {
        continue
      }
      found ??= other
      // A second reply to an answered request is a duplicate, unless another request still waits.
      if (!isReply || other.answer === null) {
        found = other
        break
      }
    }
    if (found === null) return nobody
    const [request, reply] = isReply ? [found, journey] : [journey, found]
    request.answer ??= reply
    reply.answerTo(request)
    this.#move(reply, request.exchange)
    return [request, reply]
  }

  #linkError(error: OpenJourney): readonly OpenJourney[] {
    const quoted = error.first.packet.quoted
    if (quoted === null) return nobody
    for (const request of this.correlator.quotedBy(quoted)) {
      if (!isSeenMirrored(request, error, isQuoted)) continue
      request.error ??= error
      error.answerTo(request)
      this.#move(error, request.exchange)
      return [request, error]
    }
    return nobody
  }

  #linkFlow(journey: OpenJourney): readonly OpenJourney[] {
    const key = flowKey(journey.last.packet)
    const known = this.#flows.get(key)
    if (known === undefined) {
      this.#flows.set(key, journey.exchange)
      journey.exchange.opener ??= journey
      const keys = this.#flowsOf.get(journey.exchange)
      if (keys === undefined) this.#flowsOf.set(journey.exchange, [key])
      else keys.push(key)
      return nobody
    }
    this.#move(journey, known)
    if (journey.request !== null) return nobody
    // Most packets of a conversation answer none that waits, and yet go one way or the other.
    const { opener } = known
    if (opener !== null && opener !== journey) journey.isReturn ||= isSeenMirrored(opener, journey, isFlowMirrored)
    const request = this.#findAnswered(journey, known)
    if (request === null) return nobody
    request.answer = journey
    journey.answerTo(request)
    return [request, journey]
  }

  #findAnswered(journey: OpenJourney, exchange: Exchange): OpenJourney | null {
    const { journeys } = exchange
    const oldest = Math.max(0, journeys.length - mostSearched)
    for (let index = journeys.length - 1; index >= oldest; index--) {
      const other = journeys[index]!
      if (other === journey || other.answer !== null || other.request === journey) continue
      if (other.id < journey.id && answers(other, journey)) return other
    }
    return null
  }
}

function answers(request: OpenJourney, answer: OpenJourney): boolean {
  if (request.packetClass !== answer.packetClass) return false
  if (!isSeenMirrored(request, answer, isFlowMirrored)) return false
  const [asked, said] = [request.first.packet, answer.first.packet]
  if (request.packetClass === PacketClass.arp) return asked.arpOperation === 1 && said.arpOperation === 2
  if (request.packetClass === PacketClass.udp) return true
  const length = asked.payloadLength + ((asked.tcpFlags & tcpSynOrFin) !== 0 ? 1 : 0)
  // RFC 9293, section 3.4: sequence numbers are compared modulo 2^32.
  return length > 0 && ((said.tcpAcknowledgement - asked.tcpSequence) | 0) >= length
}

function flowKey({ protocol, source, destination, sourcePort, destinationPort }: Packet): string {
  const [a, b] = [`${source} ${sourcePort}`, `${destination} ${destinationPort}`]
  return a < b ? `${protocol} ${a} ${b}` : `${protocol} ${b} ${a}`
}
