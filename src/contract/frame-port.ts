/**
 * One end of a connection that carries whole frames of bytes in order: a WebSocket, Electron's IPC, or a pair in
 * memory. What a frame says is codec.ts's affair.
 */
export interface FramePort {
  send(frame: Uint8Array): void
  /** There is one listener; a later call replaces it. */
  onFrame(listener: (frame: Uint8Array) => void): void
  /** Called once, when the other end is gone. */
  onClose(listener: () => void): void
  /** Ends the connection; `reason` is for people. */
  close(reason: string): void
}

/** A screen's end, which comes back by itself after the connection was lost. */
export interface ReconnectingFramePort {
  /** Drops the frame when there is no connection. */
  send(frame: Uint8Array): void
  onFrame(listener: (frame: Uint8Array) => void): void
  /** Called with true at once when already connected, and on every change after that. */
  onConnection(listener: (isConnected: boolean) => void): void
}
