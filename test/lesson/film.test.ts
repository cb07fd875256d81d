import { describe, expect, it } from 'vitest'
import { filmAt, sceneTimeOf, stationAt } from '../../src/core/lesson/film'
import type { Keyframe } from '../../src/core/lesson/lesson'
import { packetRefOf } from '../../src/core/lesson/packet-ref'
import { makeLesson } from './sample-lesson'

describe('the film of a whole recording', () => {
  const sample = makeLesson('internet')
  const { keyframes, duration } = sample.content.lesson

  it('stands where the player would stand, at every moment', () => {
    for (let time = 0; time <= duration; time += 37) {
      const { scene } = filmAt(keyframes, time, sample.actOf)
      expect(Math.abs(scene - time)).toBeLessThan(1)
    }
  })

  it('is with a packet that is on stage', () => {
    const act = sample.timeline.acts[3]!
    const moment = filmAt(keyframes, (act.times[0]! + act.times[1]!) / 2, sample.actOf)
    expect(moment.packet).toEqual(packetRefOf(act.journey))
  })
})

describe('a film by hand', () => {
  const sample = makeLesson('internet')
  const [first, , third] = sample.timeline.acts
  const packet = packetRefOf(first!.journey)
  const later = packetRefOf(third!.journey)
  const keyframes: readonly Keyframe[] = [
    { at: 0, position: { packet, station: 0 }, isJump: false },
    { at: 1000, position: { packet, station: 2 }, isJump: false },
    { at: 3000, position: { packet, station: 2 }, isJump: false },
    { at: 4000, position: { packet: later, station: 1 }, isJump: true },
    { at: 5000, position: { packet, station: 1 }, isJump: true },
  ]
  const sceneAt = (time: number) => filmAt(keyframes, time, sample.actOf).scene

  it('moves evenly, stands still, jumps, and jumps back', () => {
    expect(sceneAt(500)).toBeCloseTo((first!.times[0]! + first!.times[2]!) / 2)
    expect(sceneAt(1000)).toBe(first!.times[2])
    expect(sceneAt(2500)).toBe(first!.times[2])
    expect(sceneAt(3999)).toBe(first!.times[2])
    expect(sceneAt(4000)).toBe(third!.times[1])
    expect(sceneAt(9000)).toBe(first!.times[1])
  })

  it('passes over packets that the recording does not have', () => {
    const lost = { interface: 'nowhere/eth0', time: '1.000000000' }
    const film: readonly Keyframe[] = [
      keyframes[0]!,
      { at: 500, position: { packet: lost, station: 0 }, isJump: false },
      keyframes[1]!,
    ]
    expect(filmAt(film, 500, sample.actOf).scene).toBe(sceneAt(500))
    expect(filmAt([film[1]!], 500, sample.actOf)).toEqual({ scene: 0, packet: null })
  })

  it('finds the position of a scene time again', () => {
    for (const act of sample.timeline.acts) {
      for (let time = act.known; time <= act.end; time += 90) {
        expect(sceneTimeOf(act, stationAt(act, time))).toBeCloseTo(
          Math.max(time, Math.min(act.known, act.times[0]!)),
          3,
        )
      }
    }
  })
})
