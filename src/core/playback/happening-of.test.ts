import { describe, expect, it } from 'vitest'
import { articleTopology } from '../../../test/fixtures/article-topology'
import { bridgeSightings, lostSightings, pingSightings, trackJourneys } from '../../../test/scenes/article-journeys'
import { readRecording } from '../../../test/scenes/read-recording'
import { buildTimeline } from './build-timeline'
import { findStep, type StepKind } from './find-step'
import { happeningOf, type Happening } from './happening-of'
import { positionsAt } from './positions-at'
import type { Timeline } from './timeline'

/** What each step of a kind comes to, from the start. */
function story(timeline: Timeline, kind: StepKind): string[] {
  const told: string[] = []
  for (let stop = findStep(timeline, -1, kind, 1); stop !== null; stop = findStep(timeline, stop.time, kind, 1)) {
    const { time, journey } = stop
    const position = positionsAt(timeline, time).find((each) => each.journey.id === journey)
    expect(position).toBeDefined()
    told.push(tell(happeningOf(position!)))
  }
  return told
}

function tell(happening: Happening): string {
  switch (happening.kind) {
    case 'translated':
      return `${happening.cause.kind} at ${happening.at}`
    case 'ended':
      return `${happening.verdict.kind} at ${happening.at}`
    case 'resolved':
      return `resolved ${happening.address}`
    case 'born':
      return `born by ${happening.by}`
    case 'sent':
    case 'wire':
    case 'forwarded':
    case 'routed':
    case 'rewritten':
      return `${happening.kind} at ${happening.at}`
  }
}

describe('happeningOf', () => {
  it('names what each hop of a ping through two NATs came to', () => {
    const timeline = buildTimeline(trackJourneys(pingSightings(0, 1)).slice(0, 1), { topology: articleTopology })
    expect(story(timeline, 'hop')).toEqual([
      'sent at eth0',
      expect.stringMatching(/^wire at veth/),
      'forwarded at docker0',
      'masquerade at eth0',
      'wire at vEthernet (WSL)',
      'masquerade at Wi-Fi',
      'answered at gateway',
    ])
  })

  it('steps by transformation past wires, which change nothing', () => {
    const timeline = buildTimeline(trackJourneys(pingSightings(0, 1)), { topology: articleTopology })
    const told = story(timeline, 'transformation')
    expect(told.slice(0, 3)).toEqual(['forwarded at docker0', 'masquerade at eth0', 'masquerade at Wi-Fi'])
    expect(told.filter((each) => each.startsWith('reverse'))).toHaveLength(2)
    expect(told.some((each) => each.startsWith('wire'))).toBe(false)
  })

  it('tells a bridge that forwards and a packet that is lost', () => {
    const bridged = buildTimeline(trackJourneys(bridgeSightings(0, 1)).slice(0, 1), { topology: articleTopology })
    expect(story(bridged, 'transformation').map((each) => each.split(' ')[0])).toEqual(['forwarded', 'forwarded'])
    const lost = buildTimeline(trackJourneys(lostSightings(0, 1, 3)), { topology: articleTopology })
    expect(story(lost, 'transformation').at(-1)).toBe('lost at docker0')
  })

  it('tells the birth of an ICMP error after the end of what it quotes', () => {
    const { topology, journeys } = readRecording('traceroute')
    const error = journeys.find(({ quotes }) => quotes !== null)!
    const pair = journeys.filter(({ id }) => id === error.id || id === error.quotes)
    const told = story(buildTimeline(pair, { topology }), 'transformation')
    const [end, birth] = [
      told.findIndex((each) => each.startsWith('expired')),
      told.findIndex((each) => each.startsWith('born')),
    ]
    expect(end).toBeGreaterThanOrEqual(0)
    expect(birth).toBeGreaterThan(end)
  })
})
