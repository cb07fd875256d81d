import { describe, expect, it } from 'vitest'
import { createRecordingClock } from './recording-clock'

function createClock() {
  const at = { now: 5_000, wall: 1_000_000 }
  const clock = createRecordingClock({ now: () => at.now, wall: () => at.wall })
  const pass = (now: number, wall = now): void => {
    at.now += now
    at.wall += wall
  }
  return { clock, pass }
}

describe('the clock of a recording', () => {
  it('runs from 0 and stands still while it is paused', () => {
    const { clock, pass } = createClock()
    pass(300)
    clock.pause()
    pass(9_000)
    clock.resume()
    pass(200)
    expect([clock.elapsed(), clock.isPaused(), clock.takeSlept()]).toEqual([500, false, 0])
  })

  it('passes over sleep, whether or not the monotonic clock goes on meanwhile', () => {
    const { clock, pass } = createClock()
    pass(500)
    expect(clock.elapsed()).toBe(500)
    pass(400, 60_400)
    expect([clock.elapsed(), clock.takeSlept(), clock.takeSlept()]).toEqual([900, 60_000, 0])
    pass(600_000)
    expect([clock.elapsed(), clock.takeSlept()]).toEqual([900, 600_000])
    pass(100)
    expect(clock.elapsed()).toBe(1_000)
  })

  it('is not moved by a clock that is set by a little, or back', () => {
    const { clock, pass } = createClock()
    pass(500, 1_200)
    pass(500, -7_000)
    expect([clock.elapsed(), clock.takeSlept()]).toEqual([1_000, 0])
  })
})
