import { assertNever } from './assert-never'
import type { SceneTime } from './timeline'

/** What holds in every state of the player. */
interface PlayerSettings {
  /** Scene milliseconds per real millisecond. */
  readonly speed: number
  /** The stretch that playing repeats. */
  readonly loop: { readonly from: SceneTime; readonly to: SceneTime } | null
  readonly duration: SceneTime
  /** Where the live scene is; null when a recording plays. */
  readonly liveHead: SceneTime | null
}

/** The player: `time` is the scene time that is shown. */
export type PlayerState = PlayerSettings &
  (
    | { readonly kind: 'empty'; readonly time: 0 }
    | { readonly kind: 'paused'; readonly time: SceneTime }
    | { readonly kind: 'playing'; readonly time: SceneTime }
    | { readonly kind: 'stepping'; readonly time: SceneTime; readonly target: SceneTime }
    | { readonly kind: 'live'; readonly time: SceneTime }
  )

/** Commands end in `-requested` or `-chosen`, facts in `-passed` or `-changed`. */
export type PlayerEvent =
  | { readonly kind: 'play-requested' }
  | { readonly kind: 'pause-requested' }
  | { readonly kind: 'seek-requested'; readonly time: SceneTime }
  /** `target` comes from `findStep`; a jump shows it at once, else the way there is played. */
  | { readonly kind: 'step-requested'; readonly target: SceneTime; readonly isJump: boolean }
  | { readonly kind: 'live-requested' }
  | { readonly kind: 'speed-chosen'; readonly speed: number }
  | { readonly kind: 'loop-chosen'; readonly loop: PlayerSettings['loop'] }
  /** Real milliseconds since the last such event. */
  | { readonly kind: 'time-passed'; readonly elapsed: number }
  /** The timeline grew. */
  | { readonly kind: 'timeline-changed'; readonly duration: SceneTime }
  /** Another timeline took its place: a recording, or a live scene that starts now. */
  | { readonly kind: 'source-changed'; readonly duration: SceneTime; readonly isLive: boolean }

/** A player with nothing to play. */
export const emptyPlayer: PlayerState = { kind: 'empty', time: 0, speed: 1, loop: null, duration: 0, liveHead: null }

/**
 * The player's whole behaviour. From any state:
 * - source-changed: a live source → live; a recording → paused at 0; a recording of no length → empty.
 * - timeline-changed, speed-chosen: the state stays, the setting changes.
 * - loop-chosen: the state stays, only live → playing from the loop's start, since what is live never repeats.
 * - live-requested: → live when there is a live head, else nothing.
 * - seek-requested: playing stays playing, everything else but empty → paused, at the time asked for.
 * - step-requested: forward → stepping to the target, backward or as a jump → paused there; empty stays.
 * - play-requested: paused or stepping → playing (from the start when it stood at the end); live and empty stay.
 * - pause-requested: playing, stepping, live → paused where it is.
 * - time-passed: the live head moves on by what passed. Then
 *   live → live at the head;
 *   playing → playing further on, round the loop when there is one; at the live head → live; at the end → paused;
 *   stepping → stepping further on; at the target → paused there;
 *   paused and empty stay.
 */
export function transition(state: PlayerState, event: PlayerEvent): PlayerState {
  switch (event.kind) {
    case 'source-changed':
      return changeSource(state, event.duration, event.isLive)
    case 'timeline-changed':
      return { ...state, duration: event.duration }
    case 'speed-chosen':
      return Number.isFinite(event.speed) && event.speed > 0 ? { ...state, speed: event.speed } : state
    case 'loop-chosen':
      return chooseLoop(state, event.loop !== null && event.loop.to > event.loop.from ? event.loop : null)
    case 'live-requested':
      return state.liveHead === null ? state : { ...settingsOf(state), kind: 'live', time: state.liveHead }
    case 'seek-requested':
      return state.kind === 'empty' ? state : stand(state, event.time, state.kind === 'playing' ? 'playing' : 'paused')
    case 'step-requested':
      if (state.kind === 'empty') return state
      if (event.isJump || event.target <= state.time) return stand(state, event.target, 'paused')
      return { ...settingsOf(state), kind: 'stepping', time: state.time, target: clampTime(state, event.target) }
    case 'play-requested':
      if (state.kind === 'empty' || state.kind === 'live' || state.kind === 'playing') return state
      return stand(state, state.time >= endOf(state) ? 0 : state.time, 'playing')
    case 'pause-requested':
      return state.kind === 'empty' ? state : stand(state, state.time, 'paused')
    case 'time-passed':
      return passTime(state, Math.max(0, event.elapsed))
    default:
      return assertNever(event)
  }
}

function chooseLoop(state: PlayerState, loop: PlayerSettings['loop']): PlayerState {
  return loop !== null && state.kind === 'live' ? stand({ ...state, loop }, loop.from, 'playing') : { ...state, loop }
}

function settingsOf({ speed, loop, duration, liveHead }: PlayerState): PlayerSettings {
  return { speed, loop, duration, liveHead }
}

function endOf(state: PlayerSettings): SceneTime {
  return state.liveHead ?? state.duration
}

function clampTime(state: PlayerSettings, time: SceneTime): SceneTime {
  return Math.min(Math.max(0, time), endOf(state))
}

function stand(state: PlayerState, time: SceneTime, kind: 'paused' | 'playing'): PlayerState {
  return { ...settingsOf(state), kind, time: clampTime(state, time) }
}

function changeSource(state: PlayerState, duration: SceneTime, isLive: boolean): PlayerState {
  const settings = { ...settingsOf(state), loop: null, duration }
  if (isLive) return { ...settings, liveHead: 0, kind: 'live', time: 0 }
  return { ...settings, liveHead: null, kind: duration > 0 ? 'paused' : 'empty', time: 0 }
}

function passTime(before: PlayerState, elapsed: number): PlayerState {
  const state = before.liveHead === null ? before : { ...before, liveHead: before.liveHead + elapsed }
  switch (state.kind) {
    case 'empty':
    case 'paused':
      return state
    case 'live':
      return { ...state, time: state.liveHead ?? state.time }
    case 'stepping': {
      const time = state.time + elapsed * state.speed
      return time >= state.target ? stand(state, state.target, 'paused') : { ...state, time }
    }
    case 'playing':
      return playOn(state, state.time + elapsed * state.speed)
    default:
      return assertNever(state)
  }
}

function playOn(state: PlayerState, time: SceneTime): PlayerState {
  const { loop, liveHead } = state
  if (loop !== null && state.time <= loop.to && time >= loop.to) {
    return stand(state, loop.from + ((time - loop.to) % (loop.to - loop.from)), 'playing')
  }
  if (liveHead !== null && time >= liveHead) return { ...settingsOf(state), kind: 'live', time: liveHead }
  return time >= endOf(state) ? stand(state, endOf(state), 'paused') : stand(state, time, 'playing')
}
