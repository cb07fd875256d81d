import type { LessonNote } from '../../contract/messages'
import type { Camera, LessonTime } from '../../core/lesson/lesson'
import { packetRefOf } from '../../core/lesson/packet-ref'
import { filmPositionAt, type NotedPosition } from './film-position'
import type { Playback, PlaybackState } from './playback'
import { shownTrace, type ScreenState } from './screen-state'
import type { ScreenStore } from './screen-store'

/** Notes down what the teacher does on the screen while a lesson is recorded. */
export interface LessonNotes {
  /** Notes how everything stands: at the beginning, and after a pause. */
  noteAll(): void
  /** The notes since the last call, in order of time; looks once more where the player stands. */
  take(): readonly LessonNote[]
  dispose(): void
}

/** While the player moves it is looked at so often, in milliseconds. */
const sampleInterval = 250
/** Longer than a frame of a slow screen. */
const longestFrame = 100
/** A player that is so many milliseconds of the scene from where it should be was moved. */
const leastJump = 60

/** Focus may go to and fro between many packets; it is followed no faster. */
const shortestTurn = 100

interface Look {
  readonly at: LessonTime
  readonly now: number
  readonly player: PlaybackState['player']
  readonly position: NotedPosition
}

/**
 * Notes of a screen that is live. `elapsed` is the lesson's clock, null while it stands still: nothing is noted then.
 */
export function createLessonNotes(options: {
  readonly screen: ScreenStore
  readonly playback: Pick<Playback, 'store'>
  readonly now: () => number
  readonly elapsed: () => LessonTime | null
}): LessonNotes {
  const { screen, playback, now, elapsed } = options
  let notes: LessonNote[] = []
  let last: Look | null = null
  let noted: Look | null = null
  let lastCamera = ''
  let cameraAt = -Infinity

  const look = (at: LessonTime): Look => {
    const { player, timeline } = playback.store.getState()
    const journey = screen.getState().selection?.journey ?? null
    const position = filmPositionAt(timeline, player.time, { journey, isStill: player.kind === 'paused' })
    return { at, now: now(), player, position }
  }

  /** Notes a look unless that was done already. */
  const note = (each: Look, isJump = false): void => {
    if (each === noted) return
    noted = each
    notes.push({ kind: 'film', at: each.at, ...each.position, isJump })
  }

  const follow = (): void => {
    const at = elapsed()
    if (at === null || !isLive(screen.getState())) return
    const before = last
    // Something else was told: the player has not looked at its clock.
    if (before?.player === playback.store.getState().player) return
    const current = look(at)
    last = current
    if (before === null) return
    const isJump = isMoved(before, current)
    const isEvent = before.player.kind !== current.player.kind || before.player.speed !== current.player.speed
    const since = at - (noted?.at ?? -Infinity)
    const isTurn = isOther(before.position, current.position) && since >= shortestTurn
    const isDue = since >= sampleInterval && !isSame(noted?.position, current.position)
    if (!isJump && !isEvent && !isTurn && !isDue) return
    // Until then it went on, or stood, where it was; when nothing moves nobody looks.
    if (isJump || isTurn) note(before.at >= at - longestFrame ? before : { ...before, at: at - 1 })
    else if (isSame(noted?.position, before.position)) note(before)
    note(current, isJump)
  }

  const noteSelection = (at: LessonTime, state: ScreenState): void => {
    const { selection } = state
    const journey = selection === null ? null : shownTrace(state).history.byId(selection.journey)
    const sighting = journey?.sightings[selection?.sighting ?? -1]
    notes.push({
      kind: 'select',
      at,
      packet: journey === null ? null : packetRefOf(journey),
      interface: sighting?.point.interface ?? null,
    })
  }

  const noteCamera = (at: LessonTime, { camera }: ScreenState): void => {
    lastCamera = JSON.stringify(camera)
    cameraAt = at
    notes.push({ kind: 'camera', at, camera: camera && clampCamera(camera) })
  }

  /** Of packets that stand beside one another the teacher looks at another one. */
  const noteFocus = (at: LessonTime): void => {
    const { player } = playback.store.getState()
    if (player.kind !== 'paused') return
    last = look(at)
    if (noted === null || isOther(noted.position, last.position)) note(last, true)
  }

  const noteTab = (at: LessonTime, { tab }: ScreenState): void => {
    // What a lesson says in words is not shown while one is made.
    if (tab !== 'lesson') notes.push({ kind: 'tab', at, tab })
  }

  const noteAll = (): void => {
    const at = elapsed()
    const state = screen.getState()
    if (at === null || !isLive(state)) return
    last = look(at)
    note(last, true)
    noteSelection(at, state)
    noteTab(at, state)
    noteCamera(at, state)
  }

  const ends = [
    playback.store.subscribe(follow),
    screen.subscribe((state, before) => {
      const at = elapsed()
      if (at === null || !isLive(state)) return
      if (!isLive(before)) {
        noteAll()
        return
      }
      if (state.selection !== before.selection) {
        noteSelection(at, state)
        noteFocus(at)
      }
      if (state.tab !== before.tab) noteTab(at, state)
      if (state.camera !== before.camera && at - cameraAt >= sampleInterval) noteCamera(at, state)
    }),
  ]

  return {
    noteAll,
    take: () => {
      const at = elapsed()
      const state = screen.getState()
      if (at !== null && isLive(state)) {
        if (JSON.stringify(state.camera) !== lastCamera) noteCamera(at, state)
        // What it came to when nothing moves any more.
        if (last !== null && !isSame(noted?.position, last.position)) note(last)
      }
      const taken = notes
      notes = []
      return taken
    },
    dispose: () => ends.forEach((end) => end()),
  }
}

/** What is shown of recordings meanwhile is no part of the lesson. */
function isLive({ source }: ScreenState): boolean {
  return source.kind === 'live'
}

/** What a lesson holds; a map may be moved out of sight. */
function clampCamera({ x, y, zoom }: Camera): Camera {
  const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))
  return { x: clamp(x, -4, 5), y: clamp(y, -4, 5), zoom: clamp(zoom, 0.05, 50) }
}

function isSame(a: NotedPosition | undefined, b: NotedPosition): boolean {
  return a !== undefined && a.station === b.station && !isOther(a, b)
}

function isOther(a: NotedPosition, b: NotedPosition): boolean {
  return a.packet?.time !== b.packet?.time || a.packet?.interface !== b.packet?.interface
}

/** Whether the player is elsewhere than it would be had nobody touched it. */
function isMoved(before: Look, after: Look): boolean {
  const { kind, speed } = before.player
  const isRunning = kind === 'live' || kind === 'playing' || kind === 'stepping'
  const passed = isRunning ? (after.now - before.now) * (kind === 'live' ? 1 : speed) : 0
  const moved = after.player.time - before.player.time
  // It may have come to its end meanwhile.
  const least = leastJump * Math.max(1, speed)
  const isEarly = isRunning && after.player.kind !== kind ? moved < -least : moved < passed - least
  return isEarly || moved > passed + least
}
