import { RequestError } from '../../contract/messages'

/** Sends the pieces of a recording one after the other, none lost while the connection is away for a while. */
export interface LessonOutbox {
  add(send: () => Promise<unknown>, size?: number): void
  /** Resolves when all were sent, or will never be. */
  drained(): Promise<void>
}

/** So much may wait: hours of notes, a quarter of an hour of voice. */
const mostWaiting = 8 * 1024 * 1024
const retryAfter = 500

/** An outbox whose `failed` is called with the first error that waiting does not mend; nothing is sent after it. */
export function createLessonOutbox(options: {
  readonly wait: (milliseconds: number) => Promise<void>
  readonly failed: (error: unknown) => void
}): LessonOutbox {
  let sending: Promise<void> = Promise.resolve()
  let waiting = 0
  let hasFailed = false

  const deliver = async (send: () => Promise<unknown>): Promise<void> => {
    while (!hasFailed) {
      try {
        await send()
        return
      } catch (error) {
        const isAway = error instanceof RequestError && error.problem.code === 'connection-lost'
        if (isAway && waiting <= mostWaiting) {
          await options.wait(retryAfter)
          continue
        }
        hasFailed = true
        options.failed(error)
      }
    }
  }

  return {
    add: (send, size = 256) => {
      waiting += size
      sending = sending.then(async () => {
        await deliver(send)
        waiting -= size
      })
    },
    drained: () => sending,
  }
}
