import { beforeEach, describe, expect, it } from 'vitest'
import type { LessonNote } from '../../src/contract/messages'
import type { Sighting } from '../../src/core/correlate/sighting'
import { createJourneyTracker } from '../../src/core/journey/create-journey-tracker'
import type { Journey } from '../../src/core/journey/journey'
import { filmAt } from '../../src/core/lesson/film'
import { packetKey, packetRefOf } from '../../src/core/lesson/packet-ref'
import { buildTimeline } from '../../src/core/playback/build-timeline'
import { filmPositionAt, type NotedPosition } from '../../src/renderer/state/film-position'
import { createLessonNotes, type LessonNotes } from '../../src/renderer/state/lesson-notes'
import { createPlayback, type Playback } from '../../src/renderer/state/playback'
import { createScreenStore, type ScreenStore } from '../../src/renderer/state/screen-store'
import { addToTrace, createTrace } from '../../src/renderer/state/trace'
import { placeNotes } from '../../src/tracer/lesson/place-notes'
import { articleTopology } from '../fixtures/article-topology'
import { sampleSightings } from '../gallery/sample-recording'
import { createHandClock, type HandClock } from '../screen/hand-clock'

interface Seen {
  readonly at: number
  readonly position: NotedPosition
}

let screen: ScreenStore
let clock: HandClock
let playback: Playback
let notes: LessonNotes
let taken: LessonNote[]
let seen: Seen[]
let start: number
/** When a packet was known in part, or the teacher jumped. */
let unclear: number[]

const elapsed = () => clock.now() - start

beforeEach(() => {
  screen = createScreenStore()
  screen.setState({ live: createTrace(articleTopology) })
  clock = createHandClock()
  playback = createPlayback(screen, clock)
  start = clock.now()
  taken = []
  seen = []
  unclear = []
  notes = createLessonNotes({ screen, playback, now: () => clock.now(), elapsed })
  notes.noteAll()
})

/** Lets the teacher watch for a while; what is seen is noted every 48 ms. */
function watch(milliseconds: number): void {
  for (const end = clock.now() + milliseconds; clock.now() < end;) {
    clock.run(48)
    const { player, timeline } = playback.store.getState()
    seen.push({ at: elapsed(), position: filmPositionAt(timeline, player.time) })
    taken.push(...notes.take())
  }
}

/** Two pings, of which captures tell in two turns each, while the teacher does something. */
function record(teach: (ping: number) => void): readonly Journey[] {
  const settled: Journey[] = []
  const live = createJourneyTracker({ topology: articleTopology, isLive: true, onSettled: () => undefined })
  const whole = createJourneyTracker({
    topology: articleTopology,
    onSettled: (journey) => settled.push(journey),
  })
  const sightings = sampleSightings(2)
  const from = sightings[0]!.seconds
  const show = (part: readonly Sighting[]): void => {
    for (const sighting of part) live.add(sighting)
    screen.setState({ live: addToTrace(screen.getState().live, [], live.takeChanged()) })
  }
  for (let ping = 0; ping < 2; ping++) {
    const turn = sightings.filter(({ seconds }) => seconds === from + ping)
    // The container's own capture is the last to tell: the packet is known from the middle of its way first.
    const isLate = ({ point }: Sighting) => point.namespace === 'container1'
    unclear.push(elapsed())
    show(turn.filter((sighting) => !isLate(sighting)))
    watch(96)
    show(turn.filter(isLate))
    teach(ping)
  }
  for (const sighting of sightings) whole.add(sighting)
  whole.end()
  return settled
}

/** What a lesson shows at the moments at which the teacher's screen was looked at. */
function play(journeys: readonly Journey[]) {
  const placed = placeNotes(taken, journeys, articleTopology)
  const timeline = buildTimeline(journeys, { topology: articleTopology })
  const acts = new Map(timeline.acts.map((act) => [packetKey(packetRefOf(act.journey)!), act]))
  const shown = seen.map(({ at }) => {
    const { scene } = filmAt(placed.keyframes, at, (packet) => acts.get(packetKey(packet)))
    return filmPositionAt(timeline, scene)
  })
  return { placed, shown }
}

const dispatch = (event: Parameters<Playback['dispatch']>[0]): void => {
  unclear.push(elapsed())
  playback.dispatch(event)
}
const nameOf = ({ packet }: NotedPosition): string => (packet === null ? '' : packetKey(packet))

/** The moments at which a lesson shows something else than the teacher saw. */
function differences(journeys: readonly Journey[]): readonly string[] {
  const { shown } = play(journeys)
  return seen.flatMap(({ at, position }, index) => {
    if (unclear.some((time) => at >= time && at < time + 200)) return []
    const now = shown[index]!
    const isSame = nameOf(now) === nameOf(position) && Math.abs(now.station - position.station) < 0.15
    return isSame ? [] : [`${at}: ${nameOf(position)} ${position.station}, but ${nameOf(now)} ${now.station}`]
  })
}

describe('a lesson that was recorded', () => {
  it('shows what was live, and stands still between packets', () => {
    const journeys = record(() => watch(6_000))
    expect(differences(journeys)).toEqual([])
  })

  it('pauses, goes on, goes slower, back and to live again as its teacher did', () => {
    const journeys = record((ping) => {
      watch(1_200)
      if (ping === 1) {
        dispatch({ kind: 'pause-requested' })
        watch(2_000)
        dispatch({ kind: 'speed-chosen', speed: 0.5 })
        dispatch({ kind: 'play-requested' })
        watch(1_500)
        dispatch({ kind: 'seek-requested', time: 900 })
        watch(1_000)
        dispatch({ kind: 'step-requested', target: 2_000, isJump: true })
        watch(800)
        dispatch({ kind: 'live-requested' })
      }
      watch(5_000)
    })
    expect(differences(journeys)).toEqual([])
    expect(play(journeys).placed.keyframes.filter(({ isJump }) => isJump)).toHaveLength(4)
  })

  it('names packets by their first sightings, however late those were told, with few keyframes', () => {
    const journeys = record(() => watch(6_000))
    const { placed } = play(journeys)
    const known = new Set(journeys.map((journey) => packetKey(packetRefOf(journey)!)))
    const named = placed.keyframes.flatMap(({ position }) => (position.packet === null ? [] : [position.packet]))
    expect(new Set(named.map(packetKey))).toEqual(known)
    expect(placed.keyframes.length).toBeLessThan(50)
  })

  it('keeps what was selected, the tab and the camera, and passes over packets that it does not have', () => {
    const journeys = record(() => watch(500))
    const { id } = screen.getState().live.history.journeys[0]!
    screen.setState({ selection: { journey: id, sighting: 2 }, tab: 'ladder', camera: { x: 0.2, y: 0.5, zoom: 3 } })
    watch(300)
    screen.setState({ selection: null, camera: null })
    watch(300)
    const gone = { interface: 'wsl:Ubuntu/host/eth0', time: '1.000000000' }
    taken.push({ kind: 'select', at: elapsed(), packet: gone, interface: null })
    taken.push({ kind: 'film', at: elapsed(), packet: gone, station: 1, interface: null, isJump: false })
    taken.push({ kind: 'marker', at: 400, label: '' }, { kind: 'marker', at: 400, label: 'here' })
    const { moves, keyframes, markers } = placeNotes(taken, journeys, articleTopology)
    const first = packetRefOf(journeys[0]!)
    expect(moves.map((move) => ({ ...move, at: 0 }))).toEqual(
      [
        { kind: 'select', packet: null, interface: null },
        { kind: 'tab', tab: 'packets' },
        { kind: 'camera', camera: null },
        { kind: 'select', packet: first, interface: 'wsl:Ubuntu/host/docker0' },
        { kind: 'tab', tab: 'ladder' },
        { kind: 'camera', camera: { x: 0.2, y: 0.5, zoom: 3 } },
        { kind: 'select', packet: null, interface: null },
        { kind: 'camera', camera: null },
        { kind: 'select', packet: null, interface: null },
      ].map((move) => ({ ...move, at: 0 })),
    )
    expect(keyframes.filter(({ position }) => position.packet?.time === gone.time)).toEqual([])
    expect(markers).toEqual([{ at: 400, label: 'here' }])
  })

  it('holds nothing of what was done while a recording was shown, and then how everything stands', () => {
    record(() => watch(300))
    const before = taken.length
    screen.setState({ source: { kind: 'recording', id: 'x' } })
    screen.setState({ tab: 'facts', camera: { x: 0, y: 0, zoom: 9 } })
    playback.dispatch({ kind: 'pause-requested' })
    taken.push(...notes.take())
    expect(taken.slice(before)).toEqual([])
    screen.setState({ source: { kind: 'live' }, camera: null })
    taken.push(...notes.take())
    expect([...new Set(taken.slice(before).map(({ kind }) => kind))]).toEqual(['film', 'select', 'tab', 'camera'])
    expect(taken.slice(before)).toContainEqual({ kind: 'tab', at: elapsed(), tab: 'facts' })
  })
})
