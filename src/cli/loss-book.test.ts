import { expect, it } from 'vitest'
import { echoAlong, hopsToInternet, pingPayload } from '../../test/fixtures/article-frames'
import { articleTopology } from '../../test/fixtures/article-topology'
import { createJourneyTracker } from '../core/journey/create-journey-tracker'
import { createLossBook } from './loss-book'

it('says once why packets that were lost alike did not arrive', () => {
  const book = createLossBook()
  const tracker = createJourneyTracker({ topology: articleTopology, onSettled: (journey) => book.ask(journey) })
  for (const sequence of [1, 2]) {
    const echo = { type: 8, id: 7, sequence, ipId: 100 + sequence, payload: pingPayload(sequence) } as const
    for (const sighting of echoAlong(hopsToInternet(sequence * 1000), echo)) tracker.add(sighting)
  }
  tracker.end()
  expect(book.explain(articleTopology, new Set(), null)).toMatchInlineSnapshot(`
    "Why 1, 2 did not arrive: It left what is captured (certain)
        Behind Wi-Fi (Windows) nothing is captured: what happens there cannot be known
        Last seen at Wi-Fi (Windows)

    "
  `)
  expect(createLossBook().explain(articleTopology, new Set(), null)).toBe('')
})
