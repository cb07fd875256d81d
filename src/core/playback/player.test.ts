import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyPlayer, transition, type PlayerEvent, type PlayerState } from './player'

function run(state: PlayerState, ...events: readonly PlayerEvent[]): PlayerState {
  return events.reduce(transition, state)
}

const recording = run(emptyPlayer, { kind: 'source-changed', duration: 1000, isLive: false })
const live = run(
  emptyPlayer,
  { kind: 'source-changed', duration: 0, isLive: true },
  { kind: 'time-passed', elapsed: 500 },
  { kind: 'timeline-changed', duration: 3000 },
)
const pass = (elapsed: number): PlayerEvent => ({ kind: 'time-passed', elapsed })

describe('transition', () => {
  it('follows its table', () => {
    expect(recording).toMatchObject({ kind: 'paused', time: 0, liveHead: null })
    const playing = run(recording, { kind: 'play-requested' }, pass(300))
    expect(playing).toMatchObject({ kind: 'playing', time: 300 })
    expect(run(playing, { kind: 'pause-requested' }, pass(300))).toMatchObject({ kind: 'paused', time: 300 })
    expect(run(playing, pass(5000))).toMatchObject({ kind: 'paused', time: 1000 })
    expect(run(playing, pass(5000), { kind: 'play-requested' })).toMatchObject({ kind: 'playing', time: 0 })
    expect(run(playing, { kind: 'seek-requested', time: 9e9 })).toMatchObject({ kind: 'playing', time: 1000 })
    expect(run(recording, { kind: 'live-requested' })).toBe(recording)
    expect(run(emptyPlayer, { kind: 'play-requested' }, pass(10))).toMatchObject({ kind: 'empty', time: 0 })
  })

  it('plays to the target of a step and pauses there; backwards it jumps', () => {
    const stepping = run(recording, { kind: 'step-requested', target: 400, isJump: false })
    expect(stepping).toMatchObject({ kind: 'stepping', time: 0, target: 400 })
    expect(run(stepping, pass(100))).toMatchObject({ kind: 'stepping', time: 100 })
    expect(run(stepping, pass(500))).toMatchObject({ kind: 'paused', time: 400 })
    const there = run(stepping, pass(500))
    expect(run(there, { kind: 'step-requested', target: 50, isJump: false })).toMatchObject({
      kind: 'paused',
      time: 50,
    })
    expect(run(recording, { kind: 'step-requested', target: 400, isJump: true })).toMatchObject({
      kind: 'paused',
      time: 400,
    })
  })

  it('follows the live head, lets it run on while paused, and catches up with it', () => {
    expect(live).toMatchObject({ kind: 'live', time: 500 })
    const paused = run(live, { kind: 'pause-requested' }, pass(1000))
    expect(paused).toMatchObject({ kind: 'paused', time: 500, liveHead: 1500 })
    expect(run(paused, { kind: 'live-requested' })).toMatchObject({ kind: 'live', time: 1500 })
    const behind = run(paused, { kind: 'play-requested' }, { kind: 'speed-chosen', speed: 4 }, pass(100))
    expect(behind).toMatchObject({ kind: 'playing', time: 900, liveHead: 1600 })
    expect(run(behind, pass(400))).toMatchObject({ kind: 'live', time: 2000 })
    expect(run(paused, { kind: 'seek-requested', time: 9e9 })).toMatchObject({ kind: 'paused', time: 1500 })
  })

  it('repeats a stretch', () => {
    const looping = run(recording, { kind: 'loop-chosen', loop: { from: 200, to: 500 } }, { kind: 'play-requested' })
    expect(run(looping, pass(450))).toMatchObject({ kind: 'playing', time: 450 })
    expect(run(looping, pass(450), pass(100))).toMatchObject({ kind: 'playing', time: 250 })
    expect(run(looping, { kind: 'loop-chosen', loop: { from: 5, to: 5 } })).toMatchObject({ loop: null })
  })

  it('leaves what is live to repeat a stretch of it', () => {
    const looping = run(live, { kind: 'loop-chosen', loop: { from: 100, to: 400 } })
    expect(looping).toMatchObject({ kind: 'playing', time: 100, liveHead: 500 })
    expect(run(looping, pass(350))).toMatchObject({ kind: 'playing', time: 150, liveHead: 850 })
    expect(run(looping, pass(350), { kind: 'live-requested' })).toMatchObject({ kind: 'live', time: 850 })
    expect(run(live, { kind: 'loop-chosen', loop: null })).toMatchObject({ kind: 'live', loop: null })
  })

  it('refuses a speed that is none', () => {
    for (const speed of [0, -1, Number.NaN, Infinity]) {
      expect(run(recording, { kind: 'speed-chosen', speed })).toMatchObject({ speed: 1 })
    }
  })

  it('ends up where seeking leads, however the time passed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 11 }),
        fc.constantFrom(0.5, 1, 2),
        (ticks, speed) => {
          const start = run(recording, { kind: 'speed-chosen', speed }, { kind: 'play-requested' })
          const played = run(start, ...ticks.map(pass))
          const total = ticks.reduce((sum, tick) => sum + tick, 0) * speed
          expect(played.time).toBeCloseTo(run(start, { kind: 'seek-requested', time: total }).time, 6)
        },
      ),
    )
  })

  it('keeps its time within what there is, whatever happens', () => {
    const time = fc.integer({ min: -50, max: 2500 })
    const events: fc.Arbitrary<PlayerEvent> = fc.oneof(
      fc.constantFrom<PlayerEvent>({ kind: 'play-requested' }, { kind: 'pause-requested' }, { kind: 'live-requested' }),
      time.map((at): PlayerEvent => ({ kind: 'seek-requested', time: at })),
      fc.tuple(time, fc.boolean()).map(([target, isJump]): PlayerEvent => ({ kind: 'step-requested', target, isJump })),
      time.map((elapsed): PlayerEvent => pass(elapsed)),
      fc.tuple(time, time).map(([from, to]): PlayerEvent => ({ kind: 'loop-chosen', loop: { from, to } })),
      fc.boolean().map((isLive): PlayerEvent => ({ kind: 'source-changed', duration: 2000, isLive })),
    )
    fc.assert(
      fc.property(fc.array(events, { maxLength: 30 }), (sequence) => {
        const state = run(emptyPlayer, ...sequence)
        expect(state.time).toBeGreaterThanOrEqual(0)
        expect(state.time).toBeLessThanOrEqual(state.liveHead ?? state.duration)
      }),
    )
  })
})
