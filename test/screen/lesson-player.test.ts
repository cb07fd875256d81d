import { beforeEach, describe, expect, it } from 'vitest'
import { insertItem } from '../../src/core/lesson/edit'
import type { LessonContent, Question } from '../../src/core/lesson/lesson'
import { packetRefOf } from '../../src/core/lesson/packet-ref'
import { interfaceOfPoint } from '../../src/core/playback/list-stations'
import { startOf } from '../../src/core/playback/timeline'
import { Feeds } from '../../src/renderer/state/feeds'
import { createDrafts } from '../../src/renderer/state/lesson/drafts'
import { createLessonPlayer, type LessonPlayer } from '../../src/renderer/state/lesson/lesson-player'
import { lessonOf, lessonTimeOf } from '../../src/renderer/state/lesson/lesson-state'
import { createPlayback, type Playback } from '../../src/renderer/state/playback'
import { readRecording } from '../../src/renderer/state/read-recording'
import { createScreenStore, type ScreenStore } from '../../src/renderer/state/screen-store'
import { makeLesson } from '../lesson/sample-lesson'
import { createHandClock, type HandClock } from './hand-clock'

const sample = makeLesson('internet')
const request = sample.journeys.find(({ kind }) => kind === 'echo-request')!
const act = sample.timeline.acts.find(({ journey }) => journey === request)!
const packet = packetRefOf(request)!
const [first, second] = act.stations.filter(({ sighting }) => sighting !== null)
const halfWay = (act.times[0]! + act.times[1]!) / 2

const question: Question = {
  id: 'q1',
  at: halfWay,
  kind: 'next-source',
  prompt: { en: 'Which source?', ja: '送信元は?' },
  explanation: { en: '', ja: '' },
  packet,
  interface: second!.interface,
}

function content(parts: Partial<LessonContent['lesson']> = {}, more: Partial<LessonContent> = {}): LessonContent {
  return { ...sample.content, ...more, lesson: { ...sample.content.lesson, ...parts } }
}

let screen: ScreenStore
let clock: HandClock
let playback: Playback
let feeds: Feeds
let player: LessonPlayer
let said: { moment: number | null; isRunning: boolean }[]
let kept: Map<string, string>

const lesson = () => player.store.getState().lesson!
const scene = () => playback.store.getState().player.time

function open(opened: LessonContent): void {
  const recording = readRecording({
    captures: [{ name: 'recording.pcapng', bytes: opened.capture, midnight: 0 }],
    topology: opened.topology,
  })
  screen.setState({ source: { kind: 'recording', id: 'lesson' }, recording })
  player.open(opened, false)
}

beforeEach(() => {
  screen = createScreenStore()
  clock = createHandClock()
  playback = createPlayback(screen, clock)
  feeds = new Feeds()
  said = []
  kept = new Map()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  player = createLessonPlayer({
    screen,
    playback,
    feeds,
    clock,
    voice: {
      load: () => undefined,
      follow: (moment, isRunning) => void said.push({ moment, isRunning }),
    },
    drafts: createDrafts(storage),
  })
})

describe('a lesson that plays', () => {
  it('moves the packets and selects the one that the film is with', () => {
    open(content())
    player.play()
    clock.run(halfWay)
    expect(Math.abs(scene() - halfWay)).toBeLessThan(40)
    expect(screen.getState().selection?.journey).toBe(screen.getState().recording!.history.journeys[0]!.id)
    clock.run(lesson().clock.duration)
    expect(lesson().phase).toBe('paused')
    expect(lesson().shown).toBe(lesson().clock.duration)
    expect(clock.isWaiting).toBe(false)
  })

  it('shows the same however a moment was reached', () => {
    open(content())
    player.play()
    clock.run(3000)
    player.pause()
    const [played, selected, moment] = [scene(), screen.getState().selection, lesson().shown]
    player.seek(lesson().clock.duration)
    player.seek(0)
    player.seek(moment)
    expect(scene()).toBe(played)
    expect(screen.getState().selection).toEqual(selected)
  })

  it('slows the picture, and the voice waits', () => {
    open(content({ slow: [{ from: 0, to: 1000, times: 3 }], narration: { from: 100 } }))
    player.play()
    clock.run(1500)
    expect(lessonTimeOf(lesson())).toBeGreaterThan(450)
    expect(lessonTimeOf(lesson())).toBeLessThan(550)
    expect(said.at(-1)).toEqual({ moment: null, isRunning: true })
    expect(said.some(({ moment }) => moment !== null && moment > 700)).toBe(true)
  })

  it('shows the tab that the teacher chose, once, and its terminals as they were', () => {
    const terminal = { id: 3, kind: 'ping', title: 'ping' } as const
    open(
      content(
        { moves: [{ at: 100, kind: 'tab', tab: 'facts', facts: 'nat' }] },
        {
          terminals: [
            { ...terminal, at: 50, data: 'one\r\n' },
            { ...terminal, at: 500, data: 'two\r\n' },
          ],
        },
      ),
    )
    const text = () => {
      let all = ''
      feeds.terminal(-4).read((part) => (all += part))()
      return all.slice(all.lastIndexOf('\u001bc') + 1).replace('c', '')
    }
    player.seekLesson(200)
    expect(screen.getState()).toMatchObject({ tab: 'facts', factTable: 'nat' })
    expect(screen.getState().replayed).toMatchObject([{ id: -4, title: 'ping' }])
    expect(text()).toBe('one\r\n')
    screen.setState({ tab: 'packets' })
    player.seekLesson(600)
    expect(screen.getState().tab).toBe('packets')
    expect(text()).toBe('one\r\ntwo\r\n')
    player.seekLesson(60)
    expect(text()).toBe('one\r\n')
  })

  it('changes the map when the network changed', () => {
    const changed = { ...sample.content.topology, natRules: [] }
    open(content({}, { changes: [{ at: 300, topology: changed }] }))
    expect(screen.getState().recording!.topology).toBe(sample.content.topology)
    player.seekLesson(300)
    expect(screen.getState().recording!.topology).toBe(changed)
    expect(lesson().phase).toBe('paused')
    player.seekLesson(299)
    expect(screen.getState().recording!.topology).toBe(sample.content.topology)
  })
})

describe('a student who takes over', () => {
  it('steps and inspects while the lesson waits, and returns to where it was', () => {
    open(content())
    player.play()
    clock.run(2000)
    const { shown } = lesson()
    const before = scene()
    playback.step('hop', 1, true)
    expect(lesson().phase).toBe('exploring')
    expect(scene()).not.toBe(before)
    playback.dispatch({ kind: 'play-requested' })
    clock.run(5000)
    screen.setState({ selection: null })
    expect(lesson().shown).toBe(shown)
    player.return()
    expect([lesson().phase, scene()]).toEqual(['paused', before])
    player.play()
    clock.run(100)
    expect(lesson().shown).toBeGreaterThan(shown)
  })

  it('ends the lesson by opening something else', () => {
    open(content())
    screen.setState({ source: { kind: 'live' }, recording: null })
    expect(player.store.getState().lesson).toBeNull()
    expect(screen.getState().replayed).toEqual([])
  })
})

describe('a question', () => {
  it('stops the film before the answer can be seen, and lets it move on once answered', () => {
    open(content({ questions: [question] }))
    player.play()
    clock.run(60_000)
    expect(lesson().phase).toBe('asking')
    expect(scene()).toBeLessThanOrEqual(halfWay + 1)
    expect(scene()).toBeLessThan(act.times[1]!)
    player.play()
    clock.run(1000)
    expect(lesson().phase).toBe('asking')
    const right = lesson().asked!.truth.kind === 'text' ? second!.packet!.source : ''
    player.answer({ kind: 'text', text: right }, right, right, 'Which source?')
    expect(lesson().asked).toMatchObject({ isRight: true })
    clock.run(3000)
    expect(scene()).toBeGreaterThan(act.times[1]!)
    expect([...lesson().results.values()]).toMatchObject([{ question: 'q1', isRight: true, answer: right }])
    // What was answered is not asked again, until the student begins anew.
    player.seek(0)
    player.play()
    clock.run(8000)
    expect(lesson().phase).not.toBe('asking')
    player.restart()
    player.play()
    clock.run(60_000)
    expect(lesson().phase).toBe('asking')
  })

  it('can be passed over, and is asked again by who goes back', () => {
    open(content({ questions: [question] }))
    player.play()
    clock.run(60_000)
    player.dismissQuestion()
    clock.run(1000)
    expect(lesson()).toMatchObject({ phase: 'playing', asked: null })
    player.seek(0)
    clock.run(60_000)
    expect(lesson().phase).toBe('asking')
  })

  it('is not asked when its moment was cut out, or the packets cannot answer it', () => {
    open(
      content({
        duration: 20_000,
        cuts: [{ from: halfWay - 100, to: halfWay + 100 }],
        questions: [question, { ...question, id: 'q2', at: halfWay + 1000, interface: 'nowhere/eth0' }],
      }),
    )
    player.play()
    clock.run(60_000)
    expect(lesson().phase).toBe('paused')
  })
})

describe('an author', () => {
  it('edits without touching the recording, undoes, and finds the draft again', () => {
    const original = content()
    open(original)
    player.setEditing(true)
    player.edit((now) => insertItem(now, 'chapters', { at: 100, title: { en: 'Start', ja: '開始' } }))
    player.edit((now) => insertItem(now, 'cuts', { from: 0, to: 1000 }))
    expect(lesson().clock.duration).toBe(original.lesson.duration - 1000)
    player.undo()
    expect(lesson().clock.duration).toBe(original.lesson.duration)
    player.redo()
    expect(lessonOf(lesson()).cuts).toHaveLength(1)
    expect(original.lesson.cuts).toEqual([])
    player.close()
    open(original)
    expect(lesson().hasDraft).toBe(true)
    expect(lessonOf(lesson()).chapters).toHaveLength(1)
    player.discardDraft()
    expect(lessonOf(lesson())).toEqual(original.lesson)
    player.close()
    open(original)
    expect(lesson().hasDraft).toBe(false)
  })

  it('keeps the moment that is shown while the lesson around it changes', () => {
    open(content())
    player.seekLesson(startOf(act) + 2000)
    const before = scene()
    player.setEditing(true)
    player.edit((now) => insertItem(now, 'slow', { from: 0, to: 1000, times: 4 }))
    expect(scene()).toBe(before)
    expect(lessonTimeOf(lesson())).toBeCloseTo(startOf(act) + 2000)
  })
})

it('plays a packet that the lesson knows by its first sighting', () => {
  open(content())
  expect(first!.interface).toBe(interfaceOfPoint(request.sightings[0]!.point))
  expect(player.journeyOf(packet)?.sightings[0]?.frame).toBe(request.sightings[0]!.frame)
})
