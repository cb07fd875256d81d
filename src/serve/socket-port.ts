import type { WebSocket } from 'ws'
import type { FramePort } from '../contract/frame-port'
import { serverFrameLimit } from '../contract/wire-message'

/** Bytes that may wait for a peer that does not read: two of the largest answers. */
const bufferLimit = 2 * serverFrameLimit

/** A WebSocket as a port. A peer that asks but never reads is disconnected before its answers fill the memory. */
export function createSocketPort(socket: WebSocket): FramePort {
  return {
    send(frame) {
      if (socket.readyState !== socket.OPEN) return
      socket.send(frame, { binary: true })
      if (socket.bufferedAmount > bufferLimit) socket.terminate()
    },
    onFrame(listener) {
      socket.on('message', (data: Buffer, isBinary: boolean) => {
        if (isBinary) listener(data)
        else socket.close(1003, 'Only binary frames are understood.')
      })
    },
    onClose: (listener) => void socket.once('close', listener),
    // A close frame's reason holds 123 bytes (RFC 6455, section 5.5).
    close: (reason) =>
      socket.close(
        1008,
        Buffer.from(reason)
          .subarray(0, 120)
          .toString()
          .replace(/\ufffd$/, ''),
      ),
  }
}
