/** A span in nanoseconds as people read it: `9 µs`, `0.31 ms`, `16.3 ms`, `1.20 s`. Three significant digits. */
export function formatDuration(nanoseconds: number): string {
  const size = Math.abs(nanoseconds)
  if (size < 1000) return `${Math.round(nanoseconds)} ns`
  if (size < 100_000) return `${threeDigits(nanoseconds / 1000)} µs`
  if (size < 1e9) return `${threeDigits(nanoseconds / 1e6)} ms`
  if (size < 120e9) return `${threeDigits(nanoseconds / 1e9)} s`
  return `${Math.round(nanoseconds / 60e9)} min`
}

/** The same with a sign, `+9 µs` or `−0.2 ms`. Zero is never shown as a figure: callers say "same instant". */
export function formatOffset(nanoseconds: number): string {
  return `${nanoseconds < 0 ? '−' : '+'}${formatDuration(Math.abs(nanoseconds))}`
}

/** Local wall-clock time with microseconds, `13:41:37.622026`, as tcpdump prints it. */
export function formatClock(time: { readonly seconds: number; readonly nanoseconds: number }): string {
  const date = new Date(time.seconds * 1000)
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0'))
  const micros = String(Math.floor(time.nanoseconds / 1000)).padStart(6, '0')
  return `${parts.join(':')}.${micros}`
}

/** A span in milliseconds as a recorder's clock has it: `0:07`, `12:34`, `1:02:03`. */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const rest = String(seconds % 60).padStart(2, '0')
  return hours === 0 ? `${minutes}:${rest}` : `${hours}:${String(minutes).padStart(2, '0')}:${rest}`
}

function threeDigits(value: number): string {
  const size = Math.abs(value)
  if (size >= 100) return value.toFixed(0)
  if (size >= 10) return trimZeros(value.toFixed(1))
  return trimZeros(value.toFixed(2))
}

function trimZeros(text: string): string {
  return text.replace(/\.?0+$/, '')
}
