/** `if_tsresol` of a file that has none: microseconds. */
export const defaultResolution = 6

/**
 * Turns a pcapng timestamp (two 32-bit halves of a 64-bit count of units since the epoch) into seconds and nanoseconds,
 * exactly as long as the seconds stay below 2^53: 2^53 ns end in April 1970, so a plain number will not do and BigInt would cost half the reading time.
 * The high half changes every 4.3 s of nanoseconds; what it stands for is worked out once and kept.
 * After `convert` the result is in `seconds` and `nanoseconds`, so that nothing is allocated per packet.
 */
export class TimeResolution {
  seconds = 0
  nanoseconds = 0
  private readonly unitsPerSecond: number
  private readonly isExactInDoubles: boolean
  private knownHigh = -1
  private highSeconds = 0
  private highUnits = 0

  /**
   * `resolution` is `if_tsresol`: 10^-n, or 2^-n with the top bit set (draft-ietf-opsawg-pcapng 4.2).
   * `offsetSeconds` is `if_tsoffset`.
   */
  constructor(
    resolution: number,
    private readonly offsetSeconds: number,
  ) {
    const exponent = resolution & 0x7f
    const isBinary = (resolution & 0x80) !== 0
    this.unitsPerSecond = isBinary ? 2 ** exponent : 10 ** exponent
    // Up to here `remainder * 65536` and `units * 1e9` stay below 2^53.
    this.isExactInDoubles = isBinary ? exponent <= 23 : exponent <= 9
  }

  convert(high: number, low: number): void {
    if (!this.isExactInDoubles) {
      this.convertSlowly(high, low)
      return
    }
    if (high !== this.knownHigh) this.learnHigh(high)
    const total = this.highUnits + low
    const whole = Math.floor(total / this.unitsPerSecond)
    this.seconds = this.highSeconds + whole
    this.nanoseconds = this.toNanoseconds(total - whole * this.unitsPerSecond)
  }

  private toNanoseconds(units: number): number {
    const { unitsPerSecond } = this
    if (unitsPerSecond === 1e9) return units
    if (unitsPerSecond === 1e6) return units * 1000
    return Math.floor((units * 1e9) / unitsPerSecond)
  }

  /** Long division of high · 2^32 by the units per second, 16 bits at a time. */
  private learnHigh(high: number): void {
    const divisor = this.unitsPerSecond
    let quotient = Math.floor(high / divisor)
    let remainder = high % divisor
    for (let step = 0; step < 2; step++) {
      const value = remainder * 65536
      quotient = quotient * 65536 + Math.floor(value / divisor)
      remainder = value % divisor
    }
    this.knownHigh = high
    this.highSeconds = quotient + this.offsetSeconds
    this.highUnits = remainder
  }

  private convertSlowly(high: number, low: number): void {
    const units = (BigInt(high) << 32n) | BigInt(low)
    const perSecond = BigInt(this.unitsPerSecond)
    this.seconds = Number(units / perSecond) + this.offsetSeconds
    this.nanoseconds = Number(((units % perSecond) * 1_000_000_000n) / perSecond)
  }
}
