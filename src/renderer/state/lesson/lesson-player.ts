import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Journey } from '../../../core/journey/journey'
import { settingAt } from '../../../core/lesson/at-moment'
import { applyEdit, redoEdit, startHistory, undoEdit, type EditHistory } from '../../../core/lesson/edit'
import { filmAt } from '../../../core/lesson/film'
import type { Lesson, LessonContent, LessonTime, PacketRef, Question } from '../../../core/lesson/lesson'
import { createLessonClock, type ShownTime } from '../../../core/lesson/lesson-clock'
import { indexPackets, packetKey } from '../../../core/lesson/packet-ref'
import { isRight, truthOf, type Answer } from '../../../core/lesson/questions'
import type { Result } from '../../../core/lesson/result-sheet'
import { interfaceOfPoint } from '../../../core/playback/list-stations'
import type { InterfaceId, Topology } from '../../../core/topology/topology'
import type { Feeds } from '../feeds'
import { focusAt } from '../focus-at'
import type { FrameClock, Playback } from '../playback'
import type { ScreenState, Selection } from '../screen-state'
import type { ScreenStore } from '../screen-store'
import type { Drafts } from './drafts'
import { nextQuestion, topologyAt } from './lesson-moments'
import { isLeading, lessonOf, lessonTimeOf, type LessonPhase, type OpenLesson } from './lesson-state'
import { replayTerminals, type TerminalReplay } from './replay-terminals'
import type { Voice } from './voice'

/** Plays, asks and edits the lesson that is open. */
export interface LessonPlayer {
  readonly store: StoreApi<{ readonly lesson: OpenLesson | null }>
  /** Takes over a screen that shows the lesson's recording already. */
  readonly open: (content: LessonContent, isBuiltIn: boolean) => void
  readonly close: () => void
  readonly play: () => void
  readonly pause: () => void
  readonly toggle: () => void
  /** To a moment of the viewer's watch; plays on when it played. */
  readonly seek: (shown: ShownTime) => void
  /** To a moment of the lesson's own clock. */
  readonly seekLesson: (time: LessonTime) => void
  readonly chooseSpeed: (speed: number) => void
  /** The student's turn: the lesson waits. */
  readonly takeOver: () => void
  /** Back to where the lesson waits. */
  readonly return: () => void
  /** Answers the question on the screen; `as` is how the student sees the answer, `truth` how the packets' is told. */
  readonly answer: (answer: Answer, as: string, truth: string, prompt: string) => void
  /** Goes on without an answer, or takes an answered question off the screen. */
  readonly dismissQuestion: () => void
  /** Forgets all answers and begins anew. */
  readonly restart: () => void
  readonly setEditing: (isEditing: boolean) => void
  /** Edits in a row with the same subject are undone in one step. */
  readonly edit: (change: (lesson: Lesson) => Lesson, subject?: string) => void
  readonly undo: () => void
  readonly redo: () => void
  /** Back to what its file says. */
  readonly discardDraft: () => void
  /** The draft became a file. */
  readonly saved: (content: LessonContent) => void
  /** Gives what is clicked on the map next to `listener` instead of showing its card; returns the function that ends it. */
  readonly pick: (listener: (target: PickedTarget) => void) => () => void
  /** True when somebody waited for what was clicked. */
  readonly picked: (target: PickedTarget) => boolean
  /** The packet of a reference; nothing when the recording does not have it. */
  readonly journeyOf: (packet: PacketRef) => Journey | undefined
  dispose(): void
}

/** Something on the map, with the ids that the topology knows it by. */
export type PickedTarget =
  | { readonly kind: 'namespace' | 'interface'; readonly id: string }
  | { readonly kind: 'wire'; readonly ends: readonly [InterfaceId, InterfaceId] }
  | { readonly kind: 'gate'; readonly namespace: string }

/** What belongs to the lesson that is open and is found once. */
interface Opened {
  readonly trace: NonNullable<ScreenState['recording']>
  readonly packets: ReadonlyMap<string, Journey>
  readonly terminals: TerminalReplay
  /** The tab that the lesson chose last: chosen again it would take it from the student. */
  tab: ScreenState['tab'] | null
  /** Questions that were passed over. */
  readonly skipped: Set<string>
}

/** A player without a lesson. */
export function createLessonPlayer(parts: {
  readonly screen: ScreenStore
  readonly playback: Playback
  readonly feeds: Feeds
  readonly clock: FrameClock
  readonly voice: Voice
  readonly drafts: Drafts
}): LessonPlayer {
  const { screen, playback, feeds, clock, voice, drafts } = parts
  const store = createStore<{ readonly lesson: OpenLesson | null }>(() => ({ lesson: null }))
  let opened: Opened | null = null
  let frame: number | null = null
  let lastFrame = clock.now()
  /** What the screen changes now is the lesson's doing. */
  let isApplying = false

  let picker: ((target: PickedTarget) => void) | null = null

  const lesson = () => store.getState().lesson
  const update = (part: Partial<OpenLesson>) => {
    const now = lesson()
    if (now !== null) store.setState({ lesson: { ...now, ...part } })
  }
  const journeyOf = (packet: PacketRef) => opened?.packets.get(packetKey(packet))
  const actOf = (packet: PacketRef) => {
    const journey = journeyOf(packet)
    return journey === undefined ? undefined : playback.actOf(journey.id)
  }

  /** Has the screen show the moment at which the lesson stands. */
  const apply = () => {
    const now = lesson()
    if (now === null || opened === null) return
    const time = lessonTimeOf(now)
    const { moves, keyframes } = lessonOf(now)
    const film = filmAt(keyframes, time, actOf)
    isApplying = true
    try {
      showTopology(topologyAt(now.content, time))
      if (playback.store.getState().player.kind !== 'paused') playback.dispatch({ kind: 'pause-requested' })
      playback.dispatch({ kind: 'seek-requested', time: film.scene })
      const setting = settingAt({ moves }, time)
      const chosen = setting.selection === null ? null : selectionOf(setting.selection)
      const followed = film.packet && journeyOf(film.packet)
      select(chosen ?? (followed ? focusAt(playback.store.getState().timeline, film.scene, followed.id) : null))
      if (setting.tab !== null && setting.tab !== opened.tab) {
        opened.tab = setting.tab
        if (!now.isEditing) screen.setState({ tab: setting.tab })
      }
      if (setting.facts !== screen.getState().factTable) screen.setState({ factTable: setting.facts })
      opened.terminals.show(time)
    } finally {
      isApplying = false
    }
    follow()
  }
  const follow = () => {
    const now = lesson()
    if (now === null) return
    const said = now.clock.voiceTime(now.shown)
    const from = lessonOf(now).narration?.from ?? 0
    voice.follow(said === null ? null : said - from, now.phase === 'playing', now.speed)
  }
  const showTopology = (topology: Topology) => {
    const { recording } = screen.getState()
    if (recording !== null && recording.topology !== topology) {
      screen.setState({ recording: { ...recording, topology, connections: topology.connections ?? [] } })
    }
  }
  const select = (selection: Selection | null) => {
    const before = screen.getState().selection
    if (before?.journey === selection?.journey && before?.sighting === selection?.sighting) return
    screen.setState({ selection })
  }
  const selectionOf = ({
    packet,
    interface: id,
  }: {
    packet: PacketRef
    interface: string | null
  }): Selection | null => {
    const journey = journeyOf(packet)
    if (journey === undefined) return null
    const at = id === null ? -1 : journey.sightings.findIndex(({ point }) => interfaceOfPoint(point) === id)
    return { journey: journey.id, sighting: at < 0 ? null : at }
  }

  const setPhase = (phase: LessonPhase) => {
    if (lesson()?.phase === phase) return
    update({ phase })
    lastFrame = clock.now()
    if (phase === 'playing' && frame === null) frame = clock.requestFrame(tick)
    if (phase !== 'exploring') apply()
    else follow()
  }
  const tick = () => {
    frame = null
    const now = lesson()
    const at = clock.now()
    const elapsed = at - lastFrame
    lastFrame = at
    if (now?.phase !== 'playing') return
    const end = now.shown + elapsed * now.speed
    const due = nextQuestion(now, opened?.skipped ?? new Set(), end)
    const shown = Math.min(due?.at ?? end, now.clock.duration)
    update({ shown })
    if (due !== null && ask(due.question)) return
    if (shown >= now.clock.duration) {
      setPhase('paused')
      return
    }
    apply()
    frame ??= clock.requestFrame(tick)
  }
  /** False when the packets cannot answer it. */
  const ask = (question: Question): boolean => {
    const journey = journeyOf(question.packet)
    const truth = journey === undefined ? null : truthOf(question, journey)
    if (truth === null) {
      opened?.skipped.add(question.id)
      return false
    }
    update({ asked: { question, truth, since: clock.now(), answer: null, isRight: null } })
    setPhase('asking')
    return true
  }
  const seek = (wanted: ShownTime) => {
    const now = lesson()
    if (now === null) return
    const shown = Math.min(Math.max(0, wanted), now.clock.duration)
    const wasPlaying = now.phase === 'playing'
    // Whoever goes back to before a question is asked it again, unless it was answered.
    for (const { id, at } of lessonOf(now).questions) if (now.clock.shownTime(at) >= shown) opened?.skipped.delete(id)
    update({ shown, asked: null, phase: wasPlaying ? 'playing' : 'paused' })
    lastFrame = clock.now()
    apply()
  }
  const play = () => {
    const now = lesson()
    if (now === null || now.asked?.answer === null) return
    if (now.shown >= now.clock.duration) seek(0)
    setPhase('playing')
  }
  const setHistory = (history: EditHistory) => {
    const now = lesson()
    if (now === null || history.present === now.history.present) return
    const time = lessonTimeOf(now)
    const edited = createLessonClock(history.present)
    update({ history, clock: edited, shown: edited.shownTime(time), hasDraft: true })
    drafts.keep(history.present)
    if (isLeading(lesson())) apply()
  }
  const close = () => {
    if (frame !== null) clock.cancelFrame(frame)
    frame = null
    opened = null
    voice.load(null)
    store.setState({ lesson: null })
    screen.setState({ replayed: [], factTable: null })
  }
  const takeOver = () => {
    if (isLeading(lesson())) setPhase('exploring')
  }

  const ends = [
    screen.subscribe((state, before) => {
      if (opened !== null && state.recording?.history !== opened.trace.history) close()
      else if (!isApplying && state.selection !== before.selection) takeOver()
    }),
    playback.store.subscribe((state, before) => {
      if (isApplying || state.player === before.player) return
      if (state.player.time !== before.player.time || state.player.kind !== before.player.kind) takeOver()
    }),
  ]

  return {
    store,
    open: (content, isBuiltIn) => {
      const { recording } = screen.getState()
      if (recording === null) throw new Error('The recording of a lesson has to be shown before the lesson opens')
      const draft = isBuiltIn ? null : drafts.read(content.lesson.id)
      const started = draft ?? content.lesson
      const terminals = replayTerminals(content.terminals, feeds)
      opened = {
        trace: recording,
        packets: indexPackets(recording.history.journeys),
        terminals,
        tab: null,
        skipped: new Set(),
      }
      voice.load(content.narration)
      playback.follow(false)
      screen.setState({ replayed: terminals.terminals })
      store.setState({
        lesson: {
          content,
          isBuiltIn,
          history: startHistory(started),
          clock: createLessonClock(started),
          shown: 0,
          phase: 'paused',
          speed: 1,
          asked: null,
          results: new Map(),
          isEditing: false,
          hasDraft: draft !== null,
        },
      })
      apply()
    },
    close: () => {
      if (opened !== null) close()
    },
    play,
    pause: () => {
      if (lesson()?.phase === 'playing') setPhase('paused')
    },
    toggle: () => {
      if (lesson()?.phase === 'playing') setPhase('paused')
      else play()
    },
    seek,
    seekLesson: (time) => {
      const now = lesson()
      if (now !== null) seek(now.clock.shownTime(time))
    },
    chooseSpeed: (speed) => update({ speed }),
    takeOver,
    return: () => {
      const now = lesson()
      if (now?.phase === 'exploring') setPhase(now.asked?.answer === null ? 'asking' : 'paused')
    },
    answer: (answer, as, told, prompt) => {
      const now = lesson()
      if (now?.asked == null || now.asked.answer !== null) return
      const { question, truth, since } = now.asked
      const right = isRight(answer, truth)
      const result: Result = {
        question: question.id,
        prompt,
        answer: as,
        truth: told,
        isRight: right,
        took: clock.now() - since,
      }
      opened?.skipped.add(question.id)
      update({
        asked: { ...now.asked, answer, isRight: right },
        results: new Map(now.results).set(question.id, result),
      })
      // The packet itself shows what is true.
      setPhase('playing')
    },
    dismissQuestion: () => {
      const now = lesson()
      if (now?.asked == null) return
      const wasOpen = now.asked.answer === null
      opened?.skipped.add(now.asked.question.id)
      update({ asked: null })
      if (wasOpen) setPhase('playing')
    },
    restart: () => {
      opened?.skipped.clear()
      update({ results: new Map() })
      seek(0)
    },
    setEditing: (isEditing) => {
      update({ isEditing, asked: null })
      if (isEditing && lesson()?.phase !== 'exploring') setPhase('paused')
    },
    edit: (change, subject) => {
      const now = lesson()
      if (now !== null) setHistory(applyEdit(now.history, change(lessonOf(now)), subject ?? null))
    },
    undo: () => {
      const now = lesson()
      if (now !== null) setHistory(undoEdit(now.history))
    },
    redo: () => {
      const now = lesson()
      if (now !== null) setHistory(redoEdit(now.history))
    },
    discardDraft: () => {
      const now = lesson()
      if (now === null) return
      setHistory(applyEdit(now.history, now.content.lesson))
      drafts.discard(now.content.lesson.id)
      update({ hasDraft: false })
    },
    saved: (content) => {
      drafts.discard(content.lesson.id)
      update({ content, hasDraft: false })
    },
    pick: (listener) => {
      picker = listener
      return () => {
        if (picker === listener) picker = null
      }
    },
    picked: (target) => {
      picker?.(target)
      return picker !== null
    },
    journeyOf,
    dispose: () => {
      for (const end of ends) end()
      close()
    },
  }
}
