import type { TcpdumpCounters } from '../../core/recording/tcpdump-message'
import { linkTypeNamed } from '../../core/recording/guess-link-type'
import { createTcpdumpTextReader } from '../../core/recording/tcpdump-text-reader'
import type { CapturePoint } from '../../core/correlate/sighting'
import type { CaptureState, Problem } from '../../contract/messages'
import type { MachineAccess } from '../machines/machine-access'
import { readEndMark } from '../terminal/end-mark'
import { captureDamaged, captureLabel, flushSilence, type Capture, type CaptureListener } from './capture'
import { countersKey, stopKey } from './capture-script'
import { createDeferred } from './deferred'
import { createLineTail } from './line-tail'
import { tcpdumpCommand } from './tcpdump-command'
import { explainTcpdumpEnd, isInterfaceGone, readAnnouncement } from './tcpdump-messages'

/** Columns so wide that no tcpdump line wraps; a capture's terminal is never resized. */
const captureTerminal = { columns: 512, rows: 50 }
/** How many of tcpdump's own sentences are kept to explain its end. */
const maximumWords = 16
/** Longest wait without progress for what the kernel has captured and tcpdump has not printed, once it is to stop. */
const drainTimeout = 2_000
/** A tcpdump on a loaded machine may get no turn for so long. */
const countersTimeout = 1_000
/** A WSL distro that sleeps needs seconds to boot before tcpdump can listen. */
const startTimeout = 30_000
const stopTimeout = 3_000

/**
 * Starts tcpdump on one interface in a terminal. States: starting → running (it says "listening on") → stopping (stop
 * was called) → stopped (its end mark arrived). starting, running → stopped when its interface is gone, → failed when
 * it ends for any other reason.
 */
export function startTcpdumpCapture(options: {
  readonly access: MachineAccess
  readonly point: CapturePoint
  readonly captureName: string
  /** Process whose network namespace holds the interface, null for the machine's own. */
  readonly pid: number | null
  readonly filter: string
  readonly listener: CaptureListener
  readonly now: () => number
}): Capture {
  const { access, point, listener, now } = options
  const label = captureLabel(point)
  let state: CaptureState = 'starting'
  let problem: Problem | null = null
  let frames = 0
  let dropped: number | null = null
  let words: string[] = []
  let isDirty = false
  let lastData = 0
  const tail = createLineTail()
  const started = createDeferred()
  const ended = createDeferred()
  const hasEnded = (): boolean => state === 'stopped' || state === 'failed'

  const hear = (line: string): void => {
    words = [...words, line].slice(-maximumWords)
    const status = readEndMark(line)
    const linkType = readAnnouncement(line)
    if (status !== null) {
      finish(status)
    } else if (state === 'starting' && linkType !== null) {
      const known = linkTypeNamed(linkType)
      // One that is not decoded brings no frame that could be written.
      if (known >= 0) listener.listening(point, known)
      state = 'running'
      clearTimeout(startTimer)
      started.resolve()
      listener.changed()
    }
  }

  const reader = createTcpdumpTextReader(
    {
      point: () => undefined,
      sighting: (sighting) => {
        frames++
        listener.sighting(sighting)
      },
      warning: (sentence) => listener.problem(captureDamaged(label, sentence)),
    },
    {
      point,
      keepLines: true,
      onMessage: hear,
      onCounters: (counters) => {
        answerCounters(counters)
        if (counters.droppedByKernel === dropped) return
        dropped = counters.droppedByKernel
        listener.changed()
      },
    },
  )

  let answerCounters: (counters: TcpdumpCounters | null) => void = () => undefined
  /** Null when tcpdump stays silent; what it had to print before is waited for. */
  const askCounters = (): Promise<TcpdumpCounters | null> =>
    new Promise((resolve) => {
      const askedAt = now()
      const timer = setInterval(() => {
        if (now() - Math.max(askedAt, lastData) >= countersTimeout) answerCounters(null)
      }, countersTimeout / 5)
      answerCounters = (counters) => {
        clearInterval(timer)
        resolve(counters)
      }
      terminal.write(countersKey)
    })

  /** tcpdump leaves what is in the kernel's buffer when it is interrupted: waits until it has printed that. */
  const drain = async (): Promise<void> => {
    let deadline = now() + drainTimeout
    const first = await askCounters()
    const due = first?.receivedByFilter ?? 0
    let printed = 0
    for (let counters = first; counters !== null && now() < deadline && !hasEnded(); counters = await askCounters()) {
      const progress = (counters.captured ?? 0) + (counters.droppedByKernel ?? 0)
      if (progress >= due) return
      if (progress > printed) deadline = now() + drainTimeout
      printed = progress
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  const terminal = access.openTerminal(tcpdumpCommand(options), captureTerminal)
  const startTimer = setTimeout(() => {
    finish(null, captureFailed(label, `it did not start within ${startTimeout / 1000} s`))
  }, startTimeout)

  const finish = (status: number | null, cause?: Problem): void => {
    if (hasEnded()) return
    clearTimeout(startTimer)
    const text = words.join('\n')
    if (state === 'stopping' || isInterfaceGone(text)) {
      state = 'stopped'
    } else {
      state = 'failed'
      problem = cause ?? explainTcpdumpEnd({ text, status, label })
      listener.problem(problem)
    }
    reader.end()
    terminal.kill()
    started.resolve()
    ended.resolve()
    listener.changed()
  }

  terminal.onData((data) => {
    if (hasEnded()) return
    isDirty = true
    lastData = now()
    tail.push(data)
    reader.push(data)
    listener.awake()
  })
  terminal.onExit(() => finish(null))

  return {
    point,
    started: started.promise,
    ended: ended.promise,
    status: () => ({ point, state, frames, droppedByKernel: dropped, problem }),
    requestCounters: () => {
      if (state === 'running') terminal.write(countersKey)
    },
    takeLines: () => {
      const taken = tail.take()
      // The end mark is between Hopscope and its script.
      return taken && { ...taken, lines: taken.lines.filter((line) => readEndMark(line) === null) }
    },
    flushAfterSilence: (time) => {
      if (!isDirty) return false
      if (time - lastData < flushSilence) return true
      isDirty = false
      reader.flush()
      return false
    },
    stop: async () => {
      if (state === 'starting' || state === 'running') {
        const wasRunning = state === 'running'
        state = 'stopping'
        listener.changed()
        if (wasRunning) await drain()
        terminal.write(stopKey)
      }
      const interruptedAt = now()
      const timer = setInterval(() => {
        if (now() - Math.max(interruptedAt, lastData) >= stopTimeout) finish(null)
      }, stopTimeout / 10)
      await ended.promise
      clearInterval(timer)
    },
  }
}

function captureFailed(label: string, reason: string): Problem {
  return {
    code: 'capture-failed',
    message: `The capture on ${label} failed: ${reason}.`,
    values: { interface: label, reason },
    command: null,
  }
}
