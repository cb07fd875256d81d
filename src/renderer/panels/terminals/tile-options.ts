/** How all terminals are shown. */
export interface TileOptions {
  /** Hex lines under every packet; else only under those that were unfolded. */
  readonly isHexShown: boolean
  /** A line that lights up elsewhere is brought into view. */
  readonly isJumping: boolean
  /** Pixels added to the size of the text. */
  readonly larger: number
  readonly search: { readonly text: string; readonly turn: number }
}
