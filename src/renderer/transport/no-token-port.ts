import { encodeFrame } from '../../contract/codec'
import type { ReconnectingFramePort } from '../../contract/frame-port'
import { describeProblem } from '../../contract/problems'
import type { ServerMessage } from '../../contract/wire-message'

const problem = describeProblem(
  'no-token',
  'This address lacks its token: open the one that Hopscope printed, which ends in #token=…',
)

/** A port for a page that was opened without the token: it never connects, and says once what to do instead. */
export function createNoTokenPort(): ReconnectingFramePort {
  return {
    send: () => undefined,
    onFrame(listener) {
      const message: ServerMessage = { kind: 'event', name: 'problem', event: problem }
      // After whoever asked for the client has had the time to listen.
      setTimeout(() => {
        listener(encodeFrame(message))
      }, 0)
    },
    onConnection: (listener) => listener(false),
  }
}
