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

/** An outbox whose `failed` is called with each error that waiting does not mend; what it was about is passed over. */
export function createLessonOutbox(options: {
  readonly wait: (milliseconds: number) => Promise<void>
  readonly failed: (error: unknown) => void
}): LessonOutbox {
  let sending: Promise<void> = Promise.resolve()
  let waiting = 0

  const deliver = async (send: () => Promise<unknown>): Promise<void> => {
    for (;;) {
      try {
        await send()
        return
      } catch (error) {
        const isAway = error instanceof RequestError && error.problem.code === 'connection-lost'
        if (isAway && waiting <= mostWaiting) {
          await options.wait(retryAfter)
          continue
        }
        options.failed(error)
        return
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
