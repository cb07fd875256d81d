/** Calls a session's flush soon after something happened, but never more often than a screen paints. */
export interface Pacer {
  /** Something waits: flush at once when the last flush is a frame old, else when it will be. */
  awake(): void
  /** Runs `work` once, together with the next flush, however often it was asked for. */
  soon(work: () => void): void
  /** Flushes now, whatever the pace. */
  flushNow(): void
}

/** Milliseconds between two flushes: one frame of a 60 Hz screen. */
const frame = 16

/** A `Pacer`; `flush` says whether it wants to be called again although nothing new happens. */
export function createPacer(options: { readonly now: () => number; readonly flush: () => boolean }): Pacer {
  const { now, flush } = options
  const works = new Set<() => void>()
  let timer: NodeJS.Timeout | null = null
  let last = -Infinity

  const run = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    last = now()
    for (const work of works) work()
    works.clear()
    if (flush()) awake()
  }
  const awake = (): void => {
    timer ??= setTimeout(run, Math.max(0, frame - (now() - last)))
  }

  return {
    awake,
    soon: (work) => {
      works.add(work)
      awake()
    },
    flushNow: run,
  }
}
