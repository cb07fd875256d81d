/** Told what lies where in a frame; may change it there, keeping its length. */
export interface FrameVisitor {
  address(bytes: Uint8Array, offset: number, version: 4 | 6): void
  mac(bytes: Uint8Array, offset: number): void
  /** What applications sent. */
  data(bytes: Uint8Array, from: number, to: number): void
  dns(bytes: Uint8Array, from: number, to: number): void
  /** Options and padding, which mean nothing when every byte is `filler`. */
  filler(bytes: Uint8Array, from: number, to: number, filler: number): void
}
