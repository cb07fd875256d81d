const dot = 0x2e
const colon = 0x3a
const dash = 0x2d
const space = 0x20

/** More digits are no time: the year 33658 has 12 digits of seconds. */
const mostSecondDigits = 12

/** What a header line's timestamp is: `-tt` counts from the epoch, no flag is the time of day, `-tttt` has the date. */
type TimeKind = 'epoch' | 'time-of-day' | 'date'

/**
 * Reads the timestamp that begins a tcpdump header line. After `read` the result is in the fields, so that nothing is
 * allocated per packet. Times of day and dates are in the capturing machine's zone, which the text does not tell.
 */
export class TcpdumpTime {
  kind: TimeKind = 'epoch'
  /** Since the epoch, or since midnight for a time of day. */
  seconds = 0
  nanoseconds = 0

  /** Reads the timestamp at `start`; returns the offset after it and its space, or -1 when there is none. */
  read(bytes: Uint8Array, start: number, end: number): number {
    let offset = start
    let whole = 0
    while (offset < end && isDigit(bytes[offset]!)) whole = whole * 10 + bytes[offset++]! - 0x30
    const digits = offset - start
    if (digits === 0 || digits > mostSecondDigits) return -1
    const separator = bytes[offset]
    if (separator === dot) {
      this.kind = 'epoch'
      this.seconds = whole
      return this.readFraction(bytes, offset + 1, end)
    }
    if (separator === colon && digits === 2) {
      this.kind = 'time-of-day'
      return this.readTimeOfDay(bytes, start, end, 0)
    }
    if (
      separator === dash &&
      digits === 4 &&
      end - start > 11 &&
      bytes[start + 7] === dash &&
      bytes[start + 10] === space
    ) {
      const month = twoDigits(bytes, start + 5)
      const day = twoDigits(bytes, start + 8)
      if (month < 1 || month > 12 || day < 1 || day > 31) return -1
      this.kind = 'date'
      return this.readTimeOfDay(bytes, start + 11, end, Date.UTC(whole, month - 1, day) / 1000)
    }
    return -1
  }

  private readTimeOfDay(bytes: Uint8Array, start: number, end: number, midnight: number): number {
    if (end - start < 9 || bytes[start + 2] !== colon || bytes[start + 5] !== colon) return -1
    const hours = twoDigits(bytes, start)
    const minutes = twoDigits(bytes, start + 3)
    const seconds = twoDigits(bytes, start + 6)
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60) return -1
    this.seconds = midnight + hours * 3600 + minutes * 60 + seconds
    if (bytes[start + 8] === dot) return this.readFraction(bytes, start + 9, end)
    this.nanoseconds = 0
    return bytes[start + 8] === space ? start + 9 : -1
  }

  private readFraction(bytes: Uint8Array, start: number, end: number): number {
    let offset = start
    let fraction = 0
    while (offset < end && isDigit(bytes[offset]!) && offset - start < 9)
      fraction = fraction * 10 + bytes[offset++]! - 0x30
    if (offset === start || bytes[offset] !== space || offset >= end) return -1
    for (let digits = offset - start; digits < 9; digits++) fraction *= 10
    this.nanoseconds = fraction
    return offset + 1
  }
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

function twoDigits(bytes: Uint8Array, offset: number): number {
  const tens = bytes[offset]!
  const ones = bytes[offset + 1]!
  return isDigit(tens) && isDigit(ones) ? (tens - 0x30) * 10 + ones - 0x30 : -1
}
