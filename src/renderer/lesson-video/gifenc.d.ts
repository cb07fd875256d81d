/** gifenc brings no types; these are of what is used of it. */
declare module 'gifenc' {
  /** Red, green and blue, 0 to 255 each. */
  export type GifColour = [number, number, number]

  /** How one frame is written; times in milliseconds, of which a GIF keeps hundredths of a second. */
  export interface GifFrameOptions {
    palette?: GifColour[]
    delay?: number
    repeat?: number
    transparent?: boolean
    transparentIndex?: number
    dispose?: number
  }

  export function GIFEncoder(): {
    writeFrame(index: Uint8Array, width: number, height: number, options?: GifFrameOptions): void
    finish(): void
    bytes(): Uint8Array
  }
}
