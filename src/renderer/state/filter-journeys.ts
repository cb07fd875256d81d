import { compileFilter } from '../../core/filter/compile-filter'
import { journeyFacts } from '../../core/filter/journey-facts'
import { parseFilter } from '../../core/filter/parse-filter'
import type { Journey } from '../../core/journey/journey'

/** The journeys that a filter lets through (docs/filter-language.md); all of them while its text is no filter. */
export function filterJourneys(journeys: readonly Journey[], text: string): readonly Journey[] {
  const { filter } = parseFilter(text)
  if (filter === null || filter.kind === 'all') return journeys
  const passes = compileFilter(filter)
  return journeys.filter((journey) => passes(journeyFacts(journey)))
}
