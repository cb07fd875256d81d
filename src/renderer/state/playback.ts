import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Journey } from '../../core/journey/journey'
import { appendJourneys } from '../../core/playback/append-journeys'
import { buildTimeline } from '../../core/playback/build-timeline'
import { findStep, type StepKind, type Stop } from '../../core/playback/find-step'
import { openWindow, windowAt, type TimelinePlan } from '../../core/playback/plan-timeline'
import { emptyPlayer, transition, type PlayerEvent, type PlayerState } from '../../core/playback/player'
import { emptyTimeline, startOf, type Act, type SceneTime, type Timeline } from '../../core/playback/timeline'
import { focusAt } from './focus-at'
import { shownTrace, type ScreenState } from './screen-state'
import type { ScreenStore } from './screen-store'
import type { Trace } from './trace'

/** What plays and where it stands. */
export interface PlaybackState {
  readonly player: PlayerState
  /** All packets, or those of a long recording that are around `player.time`. */
  readonly timeline: Timeline
  /** Where all packets of a long recording are; null when `timeline` has them all. */
  readonly plan: TimelinePlan | null
  /** The selection goes with the packet that plays, and so does the map's camera. */
  readonly isFollowing: boolean
  /** What the player's step buttons step by. */
  readonly stepKind: StepKind
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
  /** To the next or the previous hop, transformation or packet; what is reached becomes the selection. */
  step(kind: StepKind, direction: 1 | -1, isJump: boolean): void
  /** To where a packet stands at one of its sightings, or sets out. */
  seekTo(journey: number, sighting: number | null): void
  /** Repeats the stretch in which a packet and its answers travel, or stops repeating. */
  toggleLoop(journey: number | null): void
  /** Repeats from, or until, the moment that is shown. */
  setLoopEdge(edge: 'from' | 'to'): void
  chooseStepKind(kind: StepKind): void
  /** A packet's part in the play, by the number of its journey. */
  actOf(journey: number): Act | undefined
  /** Which window of a long recording is open; 0 when there is only one. */
  windowIndex(): number
  follow(isFollowing: boolean): void
  dispose(): void
}

const mostOpened = 8

type Part = Pick<PlaybackState, 'player' | 'timeline' | 'plan'>

/** A recording that plays; of a long one the window that is open. */
interface RecordedPart extends Part {
  readonly trace: Trace
  readonly window: number
  /** Windows that were open lately, by index: whoever goes to and fro does not wait twice. */
  readonly opened: Map<number, Timeline>
}

/** A playback of what the screen shows, going with its source and its new packets; what is live goes on unseen. */
export function createPlayback(screen: ScreenStore, clock: FrameClock): Playback {
  let live: Part = {
    player: transition(emptyPlayer, { kind: 'source-changed', duration: 0, isLive: true }),
    timeline: emptyTimeline,
    plan: null,
  }
  let recorded: RecordedPart | null = null
  const store = createStore<PlaybackState>(() => ({ ...live, isFollowing: false, stepKind: 'hop' }))
  let frame: number | null = null
  let shownTime: SceneTime = 0
  let lastFrame = clock.now()

  const publish = () => {
    if (recorded !== null) recorded = showWindow(recorded, recorded.player.time)
    const { player, timeline, plan } = recorded ?? live
    store.setState({ player, timeline, plan })
    // What stood together does not when it moves on.
    if (screen.getState().bundle !== null && player.time !== shownTime) screen.setState({ bundle: null })
    shownTime = player.time
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
    if (isFollowing && isRunning) select(screen, focusAt(timeline, player.time))
  }
  const dispatch = (event: PlayerEvent) => {
    catchUp()
    if (recorded) recorded = { ...recorded, player: transition(recorded.player, event) }
    else live = { ...live, player: transition(live.player, event) }
    publish()
  }
  const findActs = (isWanted: (journey: Journey) => boolean, near: number): readonly Act[] => {
    const timeline = recorded === null ? live.timeline : timelineAround(recorded, near)
    return timeline.acts.filter((act) => isWanted(act.journey))
  }
  const findAct = (journey: number): Act | undefined =>
    actsById(recorded === null ? live.timeline : timelineAround(recorded, journey)).get(journey)

  const unsubscribe = screen.subscribe((state, before) => {
    const trace = shownTrace(state)
    if (state.live.version !== before.live.version) {
      catchUp()
      live = extend(live, state.live, state.status.clockOffset)
    }
    if (!isRecording(state)) recorded = null
    else if (recorded?.trace.history !== trace.history) {
      catchUp()
      recorded = playRecording(trace, (recorded ?? live).player)
    }
    publish()
  })

  return {
    store,
    dispatch,
    step: (kind, direction, isJump) => {
      const { player, timeline } = store.getState()
      // Asked again before it got there, it goes one further.
      const from = player.kind === 'stepping' && direction > 0 ? player.target : player.time
      const stop = findStep(timeline, from, kind, direction) ?? stopBeyond(recorded, from, kind, direction)
      if (stop === null) return
      const { time, journey } = stop
      dispatch({ kind: 'step-requested', target: time, isJump: isJump || direction < 0 || kind === 'packet' })
      select(screen, focusAt(recorded === null ? timeline : showWindow(recorded, time).timeline, time, journey))
    },
    seekTo: (journey, sighting) => {
      const act = findAct(journey)
      if (act) dispatch({ kind: 'seek-requested', time: timeOfSighting(act, sighting) })
    },
    toggleLoop: (journey) => {
      const { player } = store.getState()
      const act = journey === null ? undefined : findAct(journey)
      if (journey === null || player.loop !== null || act === undefined) {
        dispatch({ kind: 'loop-chosen', loop: null })
        return
      }
      const acts = findActs(({ exchange }) => exchange === act.journey.exchange, journey)
      const loop = { from: Math.min(...acts.map(startOf)), to: Math.max(...acts.map((other) => other.end)) }
      dispatch({ kind: 'loop-chosen', loop })
      if (player.time < loop.from || player.time > loop.to) dispatch({ kind: 'seek-requested', time: loop.from })
    },
    setLoopEdge: (edge) => {
      const { time, loop, liveHead, duration } = store.getState().player
      const end = liveHead ?? duration
      const stretch =
        edge === 'from'
          ? { from: time, to: loop !== null && loop.to > time ? loop.to : end }
          : { from: loop !== null && loop.from < time ? loop.from : 0, to: time }
      dispatch({ kind: 'loop-chosen', loop: stretch })
    },
    windowIndex: () => recorded?.window ?? 0,
    actOf: findAct,
    chooseStepKind: (stepKind) => store.setState({ stepKind }),
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

function playRecording(trace: Trace, player: PlayerState): RecordedPart {
  const { plan, history, topology } = trace
  const timeline =
    plan === null ? buildTimeline(history.journeys, { topology }) : openWindow(plan, history.journeys, 0, topology)
  const duration = plan?.duration ?? timeline.duration
  return {
    timeline,
    plan,
    trace,
    window: 0,
    opened: new Map([[0, timeline]]),
    player: transition(player, { kind: 'source-changed', duration, isLive: false }),
  }
}

/** The part with the window open that `time` lies in. */
function showWindow(part: RecordedPart, time: SceneTime): RecordedPart {
  return part.plan === null ? part : withWindow(part, windowAt(part.plan, time))
}

function withWindow(part: RecordedPart, window: number): RecordedPart {
  const { plan, trace } = part
  if (plan === null || window === part.window) return part
  const timeline = part.opened.get(window) ?? openWindow(plan, trace.history.journeys, window, trace.topology)
  part.opened.delete(window)
  part.opened.set(window, timeline)
  if (part.opened.size > mostOpened) part.opened.delete(part.opened.keys().next().value!)
  return { ...part, window, timeline }
}

/** The timeline on which a journey is. */
function timelineAround(part: RecordedPart, journey: number): Timeline {
  if (part.plan === null) return part.timeline
  const index = part.trace.history.indexOf(journey)
  return withWindow(
    part,
    part.plan.windows.findIndex(({ first, end }) => index >= first && index < end),
  ).timeline
}

/** The first stop of the window after the one that `time` lies in, or the last of the one before; null at the ends. */
function stopBeyond(part: RecordedPart | null, time: SceneTime, kind: StepKind, direction: 1 | -1): Stop | null {
  if (part?.plan == null) return null
  const { windows } = part.plan
  for (let at = windowAt(part.plan, time) + direction; at >= 0 && at < windows.length; at += direction) {
    const edge = direction > 0 ? windows[at]!.from - 1 : windows[at]!.to + 1
    const stop = findStep(withWindow(part, at).timeline, edge, kind, direction)
    if (stop !== null) return stop
  }
  return null
}

function extend(part: Part, trace: Trace, clock: ScreenState['status']['clockOffset']): Part {
  const now = part.player.liveHead ?? part.player.time
  const timeline = appendJourneys(part.timeline, trace.latest, now, {
    topology: trace.topology,
    keepFrom: part.player.time,
    clockOffsets: clock === null ? {} : { windows: clock.offset },
  })
  return {
    ...part,
    timeline,
    player: transition(part.player, { kind: 'timeline-changed', duration: timeline.duration }),
  }
}

function select(screen: ScreenStore, focus: ScreenState['selection']): void {
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

const knownActs = new WeakMap<Timeline, ReadonlyMap<number, Act>>()

function actsById(timeline: Timeline): ReadonlyMap<number, Act> {
  let acts = knownActs.get(timeline)
  if (acts === undefined) {
    acts = new Map(timeline.acts.map((act) => [act.journey.id, act]))
    knownActs.set(timeline, acts)
  }
  return acts
}
