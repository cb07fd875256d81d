import { beforeEach, describe, expect, it } from 'vitest'
import { planTimeline } from '../../src/core/playback/plan-timeline'
import { JourneyHistory } from '../../src/renderer/state/journey-history'
import { createPlayback, type Playback } from '../../src/renderer/state/playback'
import { builtInFiles, readRecording } from '../../src/renderer/state/read-recording'
import { createScreenStore, type ScreenStore } from '../../src/renderer/state/screen-store'
import { addToTrace } from '../../src/renderer/state/trace'
import { sampleRecording } from '../gallery/sample-recording'
import { createHandClock, type HandClock } from './hand-clock'

const recording = readRecording(builtInFiles(sampleRecording(5)))

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

describe('the playback of a long recording', () => {
  /** The sample's first exchange again and again, ten milliseconds apart, as many times as make several windows. */
  const pairs = 6000
  const pair = recording.history.ofExchange(recording.history.journeys[0]!.exchange)
  const history = new JourneyHistory()
  for (let index = 0; index < pairs; index++) {
    for (const [which, journey] of pair.entries()) {
      const sightings = journey.sightings.map((sighting) => {
        const nanoseconds = sighting.nanoseconds + index * 30_000_000
        const seconds = sighting.seconds + Math.floor(nanoseconds / 1e9)
        return { ...sighting, seconds, nanoseconds: nanoseconds % 1e9 }
      })
      history.put({ ...journey, id: index * pair.length + which + 1, exchange: index + 1, sightings, inferred: [] })
    }
  }
  const planning = planTimeline(history.journeys, recording.topology)
  let planned = planning.next()
  while (planned.done !== true) planned = planning.next()
  const long = { ...recording, history, plan: planned.value }
  const timeline = () => playback.store.getState().timeline

  beforeEach(() => screen.setState({ source: { kind: 'recording', id: 'long' }, recording: long }))

  it('holds a window of it at a time, and plays from one into the next to the very end', () => {
    expect(long.plan!.windows.length).toBeGreaterThan(1)
    expect(player().duration).toBe(long.plan!.duration)
    const most = Math.max(...long.plan!.windows.map(({ first, end }) => end - first))
    const [first, second] = long.plan!.windows
    playback.dispatch({ kind: 'seek-requested', time: first!.to - 100 })
    expect(timeline().acts.at(-1)?.journey.id).toBe(first!.end)
    playback.dispatch({ kind: 'play-requested' })
    clock.run(3000)
    expect(timeline().acts[0]?.journey.id).toBe(second!.first + 1)
    expect(timeline().acts.length).toBeLessThanOrEqual(most)
    playback.dispatch({ kind: 'seek-requested', time: player().duration - 500 })
    clock.run(5000)
    expect(player()).toMatchObject({ kind: 'paused', time: player().duration })
    expect(timeline().acts.at(-1)?.journey.id).toBe(history.journeys.at(-1)!.id)
  })

  it('steps and jumps over the edge of a window', () => {
    const [first, second] = long.plan!.windows
    playback.dispatch({ kind: 'seek-requested', time: first!.to })
    playback.step('packet', 1, true)
    expect(screen.getState().selection?.journey).toBe(second!.first + 1)
    expect(player().time).toBe(long.plan!.starts[second!.first])
    playback.step('packet', -1, true)
    expect(screen.getState().selection?.journey).toBe(first!.end)
    const last = history.journeys.at(-1)!.id
    playback.seekTo(last, null)
    expect(timeline().acts.some(({ journey }) => journey.id === last)).toBe(true)
    playback.seekTo(1, null)
    expect(player().time).toBe(long.plan!.starts[0])
  })

  it('repeats an exchange of another window than the one that is open', () => {
    const last = history.journeys.at(-1)!.id
    playback.toggleLoop(last)
    expect(player().loop?.to).toBeGreaterThan(long.plan!.windows.at(-1)!.from)
    expect(player().time).toBe(player().loop?.from)
  })
})

describe('stepping', () => {
  it('goes one further when asked again on the way', () => {
    open()
    const [first] = playback.store.getState().timeline.acts
    playback.dispatch({ kind: 'seek-requested', time: first!.times[0]! })
    playback.step('hop', 1, false)
    clock.run(100)
    playback.step('hop', 1, false)
    expect(player()).toMatchObject({ kind: 'stepping', target: first!.times[2] })
  })

  it('sets both ends of a loop where it stands', () => {
    open()
    playback.dispatch({ kind: 'seek-requested', time: 500 })
    playback.setLoopEdge('from')
    expect(player().loop).toEqual({ from: 500, to: player().duration })
    playback.dispatch({ kind: 'seek-requested', time: 1500 })
    playback.setLoopEdge('to')
    expect(player().loop).toEqual({ from: 500, to: 1500 })
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

  it('keeps everything from where it was paused, however much comes in', () => {
    feed(0, 1)
    clock.run(100)
    playback.dispatch({ kind: 'pause-requested' })
    const [first] = recording.history.journeys
    for (let batch = 0; batch < 50; batch++) {
      clock.run(2000)
      const journeys = Array.from({ length: 100 }, (_, index) => {
        const id = 100 + batch * 100 + index
        return { ...first!, id, exchange: id }
      })
      screen.setState({ live: addToTrace(screen.getState().live, recording.points, journeys) })
    }
    expect(playback.store.getState().timeline.acts).toHaveLength(5001)
    expect(playback.store.getState().timeline.forgotten).toBe(0)
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
