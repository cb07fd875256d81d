import { describe, expect, it } from 'vitest'
import { createRecordingClock } from './recording-clock'

function createClock() {
  const at = { now: 5_000, uptime: 1_000_000 }
  const clock = createRecordingClock({ now: () => at.now, uptime: () => at.uptime })
  const pass = (now: number, uptime = now): void => {
    at.now += now
    at.uptime += uptime
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

  it('is not moved by clocks that do not go quite alike', () => {
    const { clock, pass } = createClock()
    pass(500, 1_200)
    pass(500, 0)
    expect([clock.elapsed(), clock.takeSlept()]).toEqual([1_000, 0])
  })
})
