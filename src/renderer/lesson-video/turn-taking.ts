import type { ReadingHost } from '../state/read-recording'

/** Work that lets the browser have its turn in between; `progress` says how much is done, and whether to go on. */
export function turnTaking(progress: (share: number) => boolean): ReadingHost {
  return { now: () => performance.now(), pause: nextTurn, progress }
}

/** Resolves when the browser has had its turn: unlike a timer also at once in a tab that nobody looks at. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
