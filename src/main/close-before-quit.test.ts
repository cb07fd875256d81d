import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeBeforeQuit } from './close-before-quit'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** An app whose `quit` asks `will-quit` as Electron's does, with all that happened in order. */
function quittingApp(close: () => Promise<void>) {
  const happened: string[] = []
  const app = Object.assign(new EventEmitter(), {
    quit() {
      const preventDefault = vi.fn()
      app.emit('will-quit', { preventDefault })
      happened.push(preventDefault.mock.calls.length > 0 ? 'waiting' : 'ended')
    },
    exit: (code: number) => void happened.push(`exit ${code}`),
  })
  const log = { info: () => undefined, error: (sentence: string) => void happened.push(sentence) }
  closeBeforeQuit(app as unknown as Parameters<typeof closeBeforeQuit>[0], close, log)
  return { app, happened }
}

describe('closeBeforeQuit', () => {
  it('quits with the last window, after all is closed, and closes once', async () => {
    let finish: () => void = () => undefined
    const close = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)))
    const { app, happened } = quittingApp(close)
    app.emit('window-all-closed')
    app.quit()
    expect(happened).toEqual(['waiting', 'waiting'])
    finish()
    await vi.runAllTimersAsync()
    expect(happened).toEqual(['waiting', 'waiting', 'ended'])
    expect(close).toHaveBeenCalledTimes(1)
  })

  it('quits also when closing fails', async () => {
    const { app, happened } = quittingApp(() => Promise.reject(new TypeError('secret address')))
    app.quit()
    await vi.runAllTimersAsync()
    expect(happened).toEqual(['waiting', 'closing the tracer failed: TypeError', 'ended'])
  })

  it('gives up after ten seconds', async () => {
    const { app, happened } = quittingApp(() => new Promise(() => undefined))
    app.quit()
    await vi.advanceTimersByTimeAsync(9999)
    expect(happened).toEqual(['waiting'])
    await vi.advanceTimersByTimeAsync(1)
    expect(happened.at(-1)).toBe('exit 1')
  })
})
