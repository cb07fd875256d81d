import type { Journey } from './journey'
import { journeyLineNumber, journeyLineTexts, leadingNumbers, numbersPerSighting } from './journey-line-texts'

/**
 * A journey as one line of JSON without its line end, as docs/journey-json.md describes it. `after` counts hops from 1
 * as the screen does.
 */
export function formatJourneyLine(journey: Journey): string {
  const texts = journeyLineTexts(journey)
  let line = texts[0]!
  for (let i = 1; i < texts.length; i++) {
    const number = journeyLineNumber(journey, i - 1)
    const isNanoseconds = i > leadingNumbers && (i - 1 - leadingNumbers) % numbersPerSighting === 1
    line += (number < 0 ? 'null' : String(number).padStart(isNanoseconds ? 9 : 0, '0')) + texts[i]!
  }
  return line
}
