import { encodeUtf8 } from '../decode/utf8'
import type { Journey } from './journey'
import { journeyLineNumber, journeyLineTexts, leadingNumbers, numbersPerSighting } from './journey-line-texts'

/** `000` to `999` as bytes: numbers are written three digits at a time. */
const triples = makeTriples()

const nanosecondDigits = 9

/**
 * The last line of one shape, and where its numbers stand in it. Lines of a stream differ from the one before in few
 * digits, so only those are written; a line whose numbers have other lengths is laid out anew.
 */
export class JourneyLineTemplate {
  readonly #texts: readonly Uint8Array[]
  readonly #values: Float64Array
  readonly #digits: Uint8Array
  readonly #offsets: Uint32Array
  #line = new Uint8Array(0)

  constructor(
    /** The journey that it was made for; others may share it when their texts are the same. */
    readonly journey: Journey,
  ) {
    this.#texts = journeyLineTexts(journey).map(encodeUtf8)
    const numbers = this.#texts.length - 1
    this.#values = new Float64Array(numbers)
    this.#digits = new Uint8Array(numbers)
    this.#offsets = new Uint32Array(numbers)
  }

  /** The line of a journey of this shape with its line end; valid until the next call. */
  fill(journey: Journey): Uint8Array {
    if (!this.#update(journey)) this.#layOut(journey)
    return this.#line
  }

  /** Writes the numbers that changed; false when one has another length, and the line is then half done. */
  #update(journey: Journey): boolean {
    if (this.#line.length === 0) return false
    if (!this.#put(0, journey.id) || !this.#put(1, journey.exchange) || !this.#put(2, journey.sequence ?? -1))
      return false
    let at = leadingNumbers
    for (const { seconds, nanoseconds, packet } of journey.sightings) {
      if (!this.#put(at, seconds)) return false
      putDigits(this.#line, this.#offsets[at + 1]!, nanosecondDigits, nanoseconds)
      if (!this.#put(at + 2, packet.ipId) || !this.#put(at + 3, packet.icmpId)) return false
      at += numbersPerSighting
    }
    return true
  }

  #put(index: number, value: number): boolean {
    if (this.#values[index] === value) return true
    const digits = this.#digits[index]!
    if (value < 0 || this.#values[index]! < 0 || countDigits(value) !== digits) return false
    this.#values[index] = value
    putDigits(this.#line, this.#offsets[index]!, digits, value)
    return true
  }

  #layOut(journey: Journey): void {
    const texts = this.#texts
    let length = 1
    for (const text of texts) length += text.length
    for (let index = 0; index < this.#values.length; index++) {
      const value = journeyLineNumber(journey, index)
      const isNanoseconds = index >= leadingNumbers && (index - leadingNumbers) % numbersPerSighting === 1
      this.#values[index] = value
      this.#digits[index] = isNanoseconds ? nanosecondDigits : countDigits(value)
      length += this.#digits[index]!
    }
    const line = new Uint8Array(length)
    let used = 0
    for (let index = 0; index < texts.length; index++) {
      line.set(texts[index]!, used)
      used += texts[index]!.length
      if (index === this.#values.length) break
      this.#offsets[index] = used
      if (this.#values[index]! < 0) line.set(nullText, used)
      else putDigits(line, used, this.#digits[index]!, this.#values[index]!)
      used += this.#digits[index]!
    }
    line[used] = 0x0a
    this.#line = line
  }
}

const nullText = encodeUtf8('null')

/** How many bytes a number takes; a negative one stands for `null`. */
function countDigits(value: number): number {
  if (value < 0) return nullText.length
  let digits = 1
  for (let bound = 10; value >= bound; bound *= 10) digits++
  return digits
}

function putDigits(line: Uint8Array, offset: number, digits: number, value: number): void {
  let rest = value
  let end = offset + digits
  for (; end - offset >= 3; end -= 3) {
    const high = Math.floor(rest / 1000)
    const triple = (rest - high * 1000) * 3
    line[end - 3] = triples[triple]!
    line[end - 2] = triples[triple + 1]!
    line[end - 1] = triples[triple + 2]!
    rest = high
  }
  for (; end > offset; end--) {
    const high = Math.floor(rest / 10)
    line[end - 1] = 0x30 + rest - high * 10
    rest = high
  }
}

function makeTriples(): Uint8Array {
  const bytes = new Uint8Array(3000)
  for (let i = 0; i < 3000; i++) bytes[i] = 0x30 + (Math.floor(i / 3 / 10 ** (2 - (i % 3))) % 10)
  return bytes
}
