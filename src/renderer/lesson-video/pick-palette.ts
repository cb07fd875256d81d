/** Red, green and blue in one number, `0xRRGGBB`. */
export type Colour = number

/** How often each colour occurs in some pictures. */
export type ColourCounts = Map<Colour, number>

/** Adds the pixels of a picture, four bytes each. */
export function countColours(pixels: Uint8ClampedArray, counts: ColourCounts): void {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length >> 2)
  // Most pixels have the colour of the one before.
  let run = 0
  let last = words[0] ?? 0
  const add = () => {
    const colour = colourOf(last)
    counts.set(colour, (counts.get(colour) ?? 0) + run)
  }
  for (const word of words) {
    if (word === last) {
      run++
      continue
    }
    add()
    last = word
    run = 1
  }
  if (run > 0) add()
}

/** So many of the most frequent colours are those of areas: there, two that are hardly apart are two. */
const areaColours = 48
/** Two other colours that are nearer than this in every part count as one; the first of these that makes all fit. */
const alike = [3, 8, 16, 28] as const

/**
 * At most `most` colours for some pictures. Areas keep their very colours; the shades at the edges of texts and lines
 * get those that are left, the most frequent first.
 */
export function pickPalette(counts: ColourCounts, most: number): readonly Colour[] {
  const sorted = [...counts].sort(([a, many], [b, more]) => more - many || a - b).map(([colour]) => colour)
  for (const distance of alike) {
    const palette: Colour[] = []
    for (const colour of sorted) {
      if (palette.length > most) break
      const least = palette.length < areaColours ? 2 : distance
      if (!palette.some((each) => apart(each, colour) < least)) palette.push(colour)
    }
    if (palette.length <= most || distance === alike.at(-1)) return palette.slice(0, most)
  }
  return sorted.slice(0, most)
}

/** Finds each pixel's nearest colour; what was found once is remembered. */
export function createColourIndex(palette: readonly Colour[]): (pixels: Uint8ClampedArray) => Uint8Array {
  const known = new Uint8Array(1 << 24)
  const nearest = (colour: Colour): number => {
    let best = 0
    let least = Infinity
    for (const [index, each] of palette.entries()) {
      const distance = squared(each, colour)
      if (distance < least) [best, least] = [index, distance]
    }
    return best
  }
  return (pixels) => {
    const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length >> 2)
    const indexes = new Uint8Array(words.length)
    for (let at = 0; at < words.length; at++) {
      const colour = colourOf(words[at]!)
      const before = known[colour]!
      // 0 is a colour that was not looked for yet.
      indexes[at] = before === 0 ? (known[colour] = nearest(colour) + 1) - 1 : before - 1
    }
    return indexes
  }
}

/** Pixels are little-endian: alpha, blue, green, red. */
function colourOf(word: number): Colour {
  return ((word & 0xff) << 16) | (word & 0xff00) | ((word >>> 16) & 0xff)
}

function apart(a: Colour, b: Colour): number {
  return Math.max(
    Math.abs((a >> 16) - (b >> 16)),
    Math.abs(((a >> 8) & 0xff) - ((b >> 8) & 0xff)),
    Math.abs((a & 0xff) - (b & 0xff)),
  )
}

/** Green counts most and blue least, as for the eye. */
function squared(a: Colour, b: Colour): number {
  const red = (a >> 16) - (b >> 16)
  const green = ((a >> 8) & 0xff) - ((b >> 8) & 0xff)
  const blue = (a & 0xff) - (b & 0xff)
  return red * red * 3 + green * green * 6 + blue * blue
}
