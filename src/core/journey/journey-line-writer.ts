import { encodeUtf8 } from '../decode/utf8'
import type { Journey, Rewrite } from './journey'
import { journeyLineTexts } from './journey-line-texts'

/** The texts of a journey's line as bytes, and the journey that they were made for. */
interface LineTemplate {
  readonly journey: Journey
  readonly texts: readonly Uint8Array[]
  readonly length: number
}

/** No number in a line is longer: the seconds of a time stamp have ten digits in this age, and at most 16. */
const longestNumber = 20

/** How many templates one path's shape may have: one for each verdict and match. */
const mostTemplates = 4

/**
 * Writes journeys as JSON lines (the very text of `formatJourneyLine` and a line end) into bytes, reusing the text
 * between the numbers: making strings of a whole file costs more than reading it. `onFull` takes each filled part; the
 * memory is reused, so it must be copied or written before it returns.
 */
export class JourneyLineWriter {
  readonly #templates = new WeakMap<readonly Rewrite[], LineTemplate[]>()
  readonly #onFull: (bytes: Uint8Array) => void
  #bytes: Uint8Array
  #used = 0

  constructor(onFull: (bytes: Uint8Array) => void, size = 1 << 18) {
    this.#onFull = onFull
    this.#bytes = new Uint8Array(size)
  }

  write(journey: Journey): void {
    const template = this.#templateFor(journey)
    const { texts } = template
    this.#reserve(template.length + texts.length * longestNumber)
    const { sightings } = journey
    this.#putText(texts[0]!)
    this.#putNumber(journey.id)
    this.#putText(texts[1]!)
    this.#putNumber(journey.exchange)
    this.#putText(texts[2]!)
    this.#putNumber(journey.sequence ?? -1)
    let text = 3
    for (const { seconds, nanoseconds, packet } of sightings) {
      this.#putText(texts[text++]!)
      this.#putNumber(seconds)
      this.#bytes[this.#used++] = 0x2e
      this.#putNanoseconds(nanoseconds)
      text++
      this.#putText(texts[text++]!)
      this.#putNumber(packet.ipId)
      this.#putText(texts[text++]!)
      this.#putNumber(packet.icmpId)
    }
    this.#putText(texts[text]!)
    this.#bytes[this.#used++] = 0x0a
  }

  /** Hands over what is left. */
  flush(): void {
    if (this.#used > 0) this.#onFull(this.#bytes.subarray(0, this.#used))
    this.#used = 0
  }

  #templateFor(journey: Journey): LineTemplate {
    let templates = this.#templates.get(journey.rewrites)
    if (templates === undefined) this.#templates.set(journey.rewrites, (templates = []))
    for (const template of templates) if (hasSameTexts(journey, template.journey)) return template
    const texts = journeyLineTexts(journey).map(encodeUtf8)
    const template = { journey, texts, length: texts.reduce((sum, text) => sum + text.length, 0) }
    templates.unshift(template)
    if (templates.length > mostTemplates) templates.pop()
    return template
  }

  #reserve(length: number): void {
    if (this.#used + length <= this.#bytes.length) return
    this.flush()
    if (length > this.#bytes.length) this.#bytes = new Uint8Array(length)
  }

  #putText(text: Uint8Array): void {
    this.#bytes.set(text, this.#used)
    this.#used += text.length
  }

  #putNumber(value: number): void {
    const bytes = this.#bytes
    if (value < 0) {
      // "null"
      bytes[this.#used++] = 0x6e
      bytes[this.#used++] = 0x75
      bytes[this.#used++] = 0x6c
      bytes[this.#used++] = 0x6c
      return
    }
    let digits = 1
    for (let bound = 10; value >= bound; bound *= 10) digits++
    this.#putDigits(value, digits)
  }

  #putNanoseconds(value: number): void {
    this.#putDigits(value, 9)
  }

  #putDigits(value: number, digits: number): void {
    const bytes = this.#bytes
    let rest = value
    for (let at = this.#used + digits - 1; at >= this.#used; at--) {
      const tenth = Math.floor(rest / 10)
      bytes[at] = 0x30 + rest - tenth * 10
      rest = tenth
    }
    this.#used += digits
  }
}

/** Whether the lines of two journeys with the same rewrites differ in their numbers only. */
function hasSameTexts(a: Journey, b: Journey): boolean {
  if (
    a.kind !== b.kind ||
    a.protocol !== b.protocol ||
    a.match !== b.match ||
    a.inferred !== b.inferred ||
    a.quotes !== b.quotes ||
    a.pieces.length !== b.pieces.length ||
    a.verdict.kind !== b.verdict.kind ||
    a.sightings.length !== b.sightings.length
  ) {
    return false
  }
  // Other verdicts name a place or an address.
  if (a.verdict.kind !== 'answered' && a.verdict.kind !== 'delivered' && a.verdict.kind !== 'in-flight') return false
  for (let i = 0; i < a.sightings.length; i++) {
    const [one, other] = [a.sightings[i]!, b.sightings[i]!]
    const [packet, same] = [one.packet, other.packet]
    if (
      one.point !== other.point ||
      packet.source !== same.source ||
      packet.destination !== same.destination ||
      packet.ttl !== same.ttl ||
      packet.sourcePort !== same.sourcePort ||
      packet.destinationPort !== same.destinationPort
    ) {
      return false
    }
  }
  return true
}
