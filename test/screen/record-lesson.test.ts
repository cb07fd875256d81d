import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LessonRecording, Problem, Requests } from '../../src/contract/messages'
import { createPlayback } from '../../src/renderer/state/playback'
import { createLessonRecorder, type LessonRecorder } from '../../src/renderer/state/record-lesson'
import { createScreenStore, type ScreenStore } from '../../src/renderer/state/screen-store'
import { createScriptedClient, type ScriptedClient } from '../gallery/scripted-client'
import { createFakeMicrophone, type FakeMicrophone } from './fake-microphone'
import { createHandClock } from './hand-clock'

const info = { id: 'lesson-1', title: { en: '', ja: '' }, duration: 0, date: 0, isBuiltIn: false }
const lost: Problem = { code: 'connection-lost', message: '', values: {}, command: null }

let client: ScriptedClient
let screen: ScreenStore
let microphone: FakeMicrophone
let recorder: LessonRecorder
let opened: string[]
let now: number
let isConnected: boolean
/** Pieces of the voice as they arrived. */
let heard: string[]
let isPaused: boolean

function prepare(failure: string | null = null): void {
  screen = createScreenStore()
  microphone = createFakeMicrophone(failure)
  opened = []
  heard = []
  now = 1_000
  isConnected = true
  isPaused = false
  client = createScriptedClient({
    recordLesson: () => ({ id: 'lesson-1' }),
    pauseLesson: (params) => {
      isPaused = params.isPaused
      return { elapsed: 4_000 }
    },
    noteLesson: () => null,
    lessonVoice: ({ index, data }) => {
      if (!isConnected) return lost
      heard.push(`${index} ${new TextDecoder().decode(data)}`)
      return null
    },
    stopLesson: () => info,
  })
  recorder = createLessonRecorder({
    client,
    screen,
    playback: createPlayback(screen, { ...createHandClock(), now: () => now }),
    microphone: microphone.host,
    captureFilter: () => 'icmp',
    opened: ({ id }) => opened.push(id),
    now: () => now,
  })
}

beforeEach(() => {
  vi.useFakeTimers()
  prepare()
})
afterEach(() => vi.useRealTimers())

const pass = async (milliseconds: number): Promise<void> => {
  now += milliseconds
  await vi.advanceTimersByTimeAsync(milliseconds)
}
const phase = () => recorder.store.getState().phase
const notices = () => screen.getState().notices.map(({ problem }) => problem.code)
const notes = () =>
  client.asked.flatMap(({ name, params }) =>
    name === 'noteLesson' ? (params as Requests['noteLesson']['params']).notes : [],
  )
const asked = () => client.asked.map(({ name }) => name)
const recording = (part: Partial<LessonRecording>): LessonRecording => ({
  id: 'lesson-1',
  state: 'recording',
  elapsed: 0,
  bytes: 0,
  freeBytes: null,
  problem: null,
  ...part,
})

describe('recording a lesson', () => {
  it('begins with how everything stands, and goes on with what is done, on the lesson’s clock', async () => {
    await recorder.start()
    expect(client.asked[0]).toEqual({ name: 'recordLesson', params: { filter: 'icmp' } })
    await pass(1_200)
    screen.setState({ tab: 'ladder' })
    await pass(500)
    expect(notes().map(({ kind, at }) => [kind, at])).toEqual([
      ['film', 0],
      ['select', 0],
      ['tab', 0],
      ['camera', 0],
      ['tab', 1_200],
    ])
    expect(recorder.elapsed()).toBe(1_700)
  })

  it('sends the voice in order, its last words before it stops', async () => {
    await recorder.start()
    microphone.say('one')
    microphone.say('two')
    await pass(500)
    expect(recorder.level()).toBeGreaterThan(0.5)
    await recorder.stop()
    expect(heard).toEqual(['0 one', '1 two', '2  after two'])
    expect(asked().at(-1)).toBe('stopLesson')
    expect([phase(), opened, microphone.isHeld()]).toEqual(['idle', ['lesson-1'], false])
  })

  it('loses no word when the connection is away for a while', async () => {
    await recorder.start()
    microphone.say('one')
    await pass(100)
    isConnected = false
    microphone.say('two')
    microphone.say('three')
    await pass(3_000)
    expect(heard).toEqual(['0 one'])
    isConnected = true
    await pass(1_000)
    expect(heard).toEqual(['0 one', '1 two', '2 three'])
    expect(notices()).toEqual([])
  })

  it.each([
    ['NotAllowedError', 'microphone-denied'],
    ['NotFoundError', 'no-microphone'],
    ['NotReadableError', 'microphone-failed'],
  ])('goes on without a voice after %s, and says so', async (failure, code) => {
    prepare(failure)
    await recorder.start()
    expect([phase(), recorder.store.getState().hasVoice, notices()]).toEqual(['recording', false, [code]])
    await recorder.stop()
    expect(asked()).not.toContain('lessonVoice')
  })

  it('keeps what was said when the microphone is unplugged, says so, and goes on', async () => {
    await recorder.start()
    microphone.say('one')
    microphone.unplug()
    await pass(600)
    expect([phase(), recorder.store.getState().hasVoice, notices()]).toEqual(['recording', false, ['microphone-lost']])
    await recorder.stop()
    expect(heard).toEqual(['0 one', '1  after one'])
  })

  it('notes and hears nothing while it is paused, and then how everything stands', async () => {
    await recorder.start()
    await pass(600)
    await recorder.pause(true)
    expect([phase(), isPaused, microphone.state(), recorder.elapsed()]).toEqual(['paused', true, 'paused', 4_000])
    const before = notes().length
    screen.setState({ tab: 'facts' })
    recorder.mark()
    await pass(2_000)
    expect([notes().length, recorder.elapsed()]).toEqual([before, 4_000])
    await recorder.pause(false)
    await pass(500)
    expect(microphone.state()).toBe('recording')
    expect(notes().slice(before)).toContainEqual({ kind: 'tab', at: 4_000, tab: 'facts' })
    expect(recorder.elapsed()).toBe(4_500)
  })

  it('marks at once, and names the marker when its name was typed', async () => {
    await recorder.start()
    await pass(700)
    recorder.mark()
    await pass(900)
    recorder.labelMarker('  the gate ')
    await pass(10)
    expect(notes().filter(({ kind }) => kind === 'marker')).toEqual([
      { kind: 'marker', at: 700, label: '' },
      { kind: 'marker', at: 700, label: 'the gate' },
    ])
    expect(recorder.store.getState().marker).toBeNull()
  })

  it('goes with the tracer’s clock, which has left sleep out, and with a pause that another screen asked for', async () => {
    await recorder.start()
    await pass(60_000)
    client.emit('lessonRecording', recording({ elapsed: 2_000 }))
    expect(recorder.elapsed()).toBe(2_000)
    client.emit('lessonRecording', recording({ state: 'paused', elapsed: 2_500 }))
    expect([phase(), recorder.elapsed(), microphone.state()]).toEqual(['paused', 2_500, 'paused'])
  })

  it('lets go and opens the lesson when the tracer ends it', async () => {
    await recorder.start()
    client.emit('lessonRecording', recording({ state: 'ended' }))
    await pass(10)
    expect([phase(), opened, microphone.isHeld()]).toEqual(['idle', ['lesson-1'], false])
  })

  it('says nothing of what another window has ended, and gives up when the tracer knows of no lesson', async () => {
    const gone = { ...lost, code: 'nothing-recorded' }
    client = createScriptedClient({
      recordLesson: () => ({ id: 'lesson-1' }),
      noteLesson: () => gone,
      lessonVoice: () => gone,
    })
    recorder = createLessonRecorder({
      client,
      screen,
      playback: createPlayback(screen, { ...createHandClock(), now: () => now }),
      microphone: microphone.host,
      captureFilter: () => null,
      opened: ({ id }) => opened.push(id),
      now: () => now,
    })
    await recorder.start()
    microphone.say('last words')
    client.emit('lessonRecording', recording({ state: 'ended' }))
    await pass(600)
    expect([phase(), notices(), opened]).toEqual(['idle', [], ['lesson-1']])
    await recorder.start()
    await pass(600)
    expect([phase(), notices(), microphone.isHeld()]).toEqual(['idle', ['nothing-recorded'], false])
  })

  it('lets the microphone go when the tracer cannot record', async () => {
    client = createScriptedClient({ recordLesson: () => ({ ...lost, code: 'cannot-keep-lesson' }) })
    recorder = createLessonRecorder({
      client,
      screen,
      playback: createPlayback(screen, { ...createHandClock(), now: () => now }),
      microphone: microphone.host,
      captureFilter: () => null,
      opened: ({ id }) => opened.push(id),
      now: () => now,
    })
    await recorder.start()
    expect([phase(), notices(), microphone.isHeld()]).toEqual(['idle', ['cannot-keep-lesson'], false])
  })
})
