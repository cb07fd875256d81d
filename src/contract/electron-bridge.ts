/** The only two IPC channels; both carry frames of codec.ts. */
export const electronChannels = { toTracer: 'hopscope:to-tracer', toScreen: 'hopscope:to-screen' } as const

/** What the preload script puts on the page as `window.hopscope`: frames in, frames out, nothing else. */
export interface ElectronBridge {
  send(frame: Uint8Array): void
  /** There is one listener; a later call replaces it. */
  onFrame(listener: (frame: Uint8Array) => void): void
}
