import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Journey } from '../../core/journey/journey'
import { appendJourneys } from '../../core/playback/append-journeys'
import { buildTimeline } from '../../core/playback/build-timeline'
import { findStep, type StepKind } from '../../core/playback/find-step'
import { emptyPlayer, transition, type PlayerEvent, type PlayerState } from '../../core/playback/player'
import { emptyTimeline, startOf, type Act, type SceneTime, type Timeline } from '../../core/playback/timeline'
import { focusAt } from './focus-at'
import { shownTrace, type ScreenState } from './screen-state'
import type { ScreenStore } from './screen-store'
import type { Trace } from './trace'

/** What plays and where it stands. */
export interface PlaybackState {
  readonly player: PlayerState
  readonly timeline: Timeline
  /** The selection goes with the packet that plays. */
  readonly isFollowing: boolean
}

/** When things happen: a browser's, or a test's own. */
export interface FrameClock {
  /** Milliseconds on a clock that only moves forward. */
  now(): number
  requestFrame(callback: () => void): number
  cancelFrame(id: number): void
}

/** Plays the shown trace; frames are asked for only while something moves. */
export interface Playback {
  readonly store: StoreApi<PlaybackState>
  dispatch(event: PlayerEvent): void
  /** To the next or the previous hop, rewrite or packet; what is reached becomes the selection. */
  step(kind: StepKind, direction: 1 | -1, isJump: boolean): void
  /** To where a packet stands at one of its sightings, or sets out. */
  seekTo(journey: number, sighting: number | null): void
  /** Repeats the stretch in which a packet and its answers travel, or stops repeating. */
  toggleLoop(journey: number | null): void
  follow(isFollowing: boolean): void
  dispose(): void
}

type Part = Pick<PlaybackState, 'player' | 'timeline'>

/** So many packets of a long recording are on one timeline; more would be marks on top of each other. */
const playedJourneys = 20_000

/** A playback of what the screen shows, going with its source and its new packets; what is live goes on unseen. */
export function createPlayback(screen: ScreenStore, clock: FrameClock): Playback {
  let live: Part = {
    player: transition(emptyPlayer, { kind: 'source-changed', duration: 0, isLive: true }),
    timeline: emptyTimeline,
  }
  /** With the history it was built from, so that another recording is told from the same one. */
  let recorded: (Part & { readonly history: Trace['history'] }) | null = null
  const store = createStore<PlaybackState>(() => ({ ...live, isFollowing: false }))
  let frame: number | null = null
  let lastFrame = clock.now()

  const publish = () => {
    const { player, timeline } = recorded ?? live
    store.setState({ player, timeline })
    if (frame === null && isMoving(recorded ?? live)) frame = clock.requestFrame(tick)
  }
  const catchUp = () => {
    const now = clock.now()
    const event: PlayerEvent = { kind: 'time-passed', elapsed: now - lastFrame }
    lastFrame = now
    live = { ...live, player: transition(live.player, event) }
    if (recorded) recorded = { ...recorded, player: transition(recorded.player, event) }
  }
  const tick = () => {
    frame = null
    catchUp()
    publish()
    const { player, timeline, isFollowing } = store.getState()
    const isRunning = player.kind === 'playing' || player.kind === 'live'
    if (isFollowing && isRunning) selectFocus(screen, timeline, player.time)
  }
  const dispatch = (event: PlayerEvent) => {
    catchUp()
    if (recorded) recorded = { ...recorded, player: transition(recorded.player, event) }
    else live = { ...live, player: transition(live.player, event) }
    publish()
  }
  const findAct = (journey: number): Act | undefined =>
    store.getState().timeline.acts.find((act) => act.journey.id === journey)

  const unsubscribe = screen.subscribe((state, before) => {
    const trace = shownTrace(state)
    if (state.live.version !== before.live.version) {
      catchUp()
      live = extend(live, state.live, state.status.clockOffset)
    }
    if (!isRecording(state)) recorded = null
    else if (recorded?.history !== trace.history) {
      catchUp()
      recorded = { ...playRecording(trace, (recorded ?? live).player), history: trace.history }
    }
    publish()
  })

  return {
    store,
    dispatch,
    step: (kind, direction, isJump) => {
      const { player, timeline } = store.getState()
      const target = findStep(timeline, player.time, kind, direction)
      if (target === null) return
      dispatch({ kind: 'step-requested', target, isJump: isJump || direction < 0 || kind === 'packet' })
      selectFocus(screen, timeline, target)
    },
    seekTo: (journey, sighting) => {
      const act = findAct(journey)
      if (act) dispatch({ kind: 'seek-requested', time: timeOfSighting(act, sighting) })
    },
    toggleLoop: (journey) => {
      const { player, timeline } = store.getState()
      const act = journey === null ? undefined : findAct(journey)
      if (player.loop !== null || act === undefined) {
        dispatch({ kind: 'loop-chosen', loop: null })
        return
      }
      const acts = timeline.acts.filter((other) => other.journey.exchange === act.journey.exchange)
      const loop = { from: Math.min(...acts.map(startOf)), to: Math.max(...acts.map((other) => other.end)) }
      dispatch({ kind: 'loop-chosen', loop })
      if (player.time < loop.from || player.time > loop.to) dispatch({ kind: 'seek-requested', time: loop.from })
    },
    follow: (isFollowing) => store.setState({ isFollowing }),
    dispose: () => {
      unsubscribe()
      if (frame !== null) clock.cancelFrame(frame)
      frame = null
    },
  }
}

function isMoving({ player, timeline }: Part): boolean {
  if (player.kind === 'playing' || player.kind === 'stepping') return true
  return player.kind === 'live' && player.time <= timeline.duration
}

function isRecording(state: ScreenState): boolean {
  return state.source.kind === 'recording' && state.recording !== null
}

function playRecording(trace: Trace, player: PlayerState): Part {
  const timeline = buildTimeline(trace.history.journeys.slice(0, playedJourneys), { topology: trace.topology })
  return {
    timeline,
    player: transition(player, { kind: 'source-changed', duration: timeline.duration, isLive: false }),
  }
}

function extend(part: Part, trace: Trace, clock: ScreenState['status']['clockOffset']): Part {
  const now = part.player.liveHead ?? part.player.time
  const timeline = appendJourneys(part.timeline, trace.latest, now, {
    topology: trace.topology,
    clockOffsets: clock === null ? {} : { windows: clock.offset },
  })
  return { timeline, player: transition(part.player, { kind: 'timeline-changed', duration: timeline.duration }) }
}

function selectFocus(screen: ScreenStore, timeline: Timeline, time: SceneTime): void {
  const focus = focusAt(timeline, time)
  const { selection } = screen.getState()
  if (focus === null || (selection?.journey === focus.journey && selection.sighting === focus.sighting)) return
  screen.setState({ selection: focus })
}

function timeOfSighting(act: Act, sighting: number | null): SceneTime {
  if (sighting === null) return startOf(act)
  const wanted: Journey['sightings'][number] | undefined = act.journey.sightings[sighting]
  const station = act.stations.findIndex((s) => s.sighting !== null && s.sighting === wanted)
  return act.times[station] ?? startOf(act)
}
