import { beforeEach, describe, expect, it } from 'vitest'
import { createPlayback, type Playback } from '../../src/renderer/state/playback'
import { readRecording } from '../../src/renderer/state/read-recording'
import { createScreenStore, type ScreenStore } from '../../src/renderer/state/screen-store'
import { addToTrace } from '../../src/renderer/state/trace'
import { sampleRecording } from '../gallery/sample-recording'
import { createHandClock, type HandClock } from './hand-clock'

const recording = readRecording(sampleRecording(5))

let screen: ScreenStore
let clock: HandClock
let playback: Playback
const player = () => playback.store.getState().player

function open(): void {
  screen.setState({ source: { kind: 'recording', id: 'sample' }, recording })
}

beforeEach(() => {
  screen = createScreenStore()
  clock = createHandClock()
  playback = createPlayback(screen, clock)
})

describe('the playback of a recording', () => {
  it('asks for frames only while something moves', () => {
    open()
    expect(player().kind).toBe('paused')
    expect(clock.isWaiting).toBe(false)
    playback.dispatch({ kind: 'play-requested' })
    expect(clock.isWaiting).toBe(true)
    clock.run(600_000)
    expect(player()).toMatchObject({ kind: 'paused', time: player().duration })
    expect(clock.isWaiting).toBe(false)
  })

  it('shows the same however the time was reached', () => {
    open()
    playback.dispatch({ kind: 'play-requested' })
    clock.run(4000)
    const played = player().time
    playback.dispatch({ kind: 'seek-requested', time: 0 })
    playback.dispatch({ kind: 'pause-requested' })
    playback.dispatch({ kind: 'seek-requested', time: played })
    expect(player().time).toBe(played)
  })

  it('selects what it steps to, hop by hop', () => {
    open()
    const first = recording.history.journeys[0]!
    playback.seekTo(first.id, null)
    const seen = first.sightings.map(() => {
      const { selection } = screen.getState()
      playback.step('hop', 1, true)
      return selection?.sighting ?? 0
    })
    expect(seen).toEqual([0, 1, 2, 3, 4, 5])
    playback.step('hop', -1, true)
    playback.step('hop', -1, true)
    expect(screen.getState().selection).toMatchObject({ journey: first.id })
  })

  it('takes the selection along while it follows', () => {
    open()
    playback.follow(true)
    playback.dispatch({ kind: 'play-requested' })
    const journeys = new Set<number>()
    const sightings = new Set<number | null>()
    for (let step = 0; step < 4000 && player().kind === 'playing'; step++) {
      clock.run(16)
      const { selection } = screen.getState()
      if (selection) journeys.add(selection.journey)
      if (selection?.journey === recording.history.journeys[0]!.id) sightings.add(selection.sighting)
    }
    expect(journeys.size).toBe(recording.history.size)
    expect([...sightings].filter((index) => index !== null)).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('repeats an exchange until told otherwise', () => {
    open()
    const { exchange, id } = recording.history.journeys[0]!
    const acts = playback.store.getState().timeline.acts.filter((act) => act.journey.exchange === exchange)
    playback.toggleLoop(id)
    playback.dispatch({ kind: 'play-requested' })
    clock.run(120_000)
    expect(player().kind).toBe('playing')
    expect(player().time).toBeLessThanOrEqual(Math.max(...acts.map((act) => act.end)))
    playback.toggleLoop(id)
    clock.run(600_000)
    expect(player().kind).toBe('paused')
  })
})

describe('the playback of what is live', () => {
  const feed = (from: number, to: number) =>
    screen.setState({
      live: addToTrace(screen.getState().live, recording.points, recording.history.journeys.slice(from, to)),
    })

  it('rests until a packet comes, shows it at once and rests again', () => {
    expect(clock.isWaiting).toBe(false)
    clock.run(5000)
    feed(0, 1)
    expect(clock.isWaiting).toBe(true)
    expect(player()).toMatchObject({ kind: 'live', time: 5000 })
    clock.run(60_000)
    expect(clock.isWaiting).toBe(false)
  })

  it('goes on behind a recording and comes back to the present', () => {
    feed(0, 1)
    clock.run(160)
    open()
    expect(player()).toMatchObject({ kind: 'paused', liveHead: null })
    clock.run(7000)
    feed(1, 3)
    screen.setState({ source: { kind: 'live' }, recording: null })
    expect(player().kind).toBe('live')
    expect(player().time).toBe(7160)
    expect(playback.store.getState().timeline.acts).toHaveLength(3)
  })

  it('can be paused and brought back to live', () => {
    feed(0, 2)
    clock.run(200)
    playback.dispatch({ kind: 'pause-requested' })
    const paused = player().time
    clock.run(1000)
    expect(player()).toMatchObject({ kind: 'paused', time: paused })
    playback.dispatch({ kind: 'live-requested' })
    expect(player().kind).toBe('live')
    expect(player().time).toBeGreaterThan(paused)
  })
})
