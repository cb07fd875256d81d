import type { CapturePoint, Sighting } from '../../core/correlate/sighting'
import type { CaptureStatus, Problem } from '../../contract/messages'
import type { TakenLines } from './line-tail'

/** One tool session on one interface, from its start to its end. */
export interface Capture {
  readonly point: CapturePoint
  /** Resolves when the tool listens, or when it is clear that it never will; see `status` for which. */
  readonly started: Promise<void>
  /** Resolves when the tool has ended, was stopped or has failed, and all of its output was read. */
  readonly ended: Promise<void>
  status(): CaptureStatus
  /** Asks the tool for its counters; a tool that cannot tell while it runs does nothing. */
  requestCounters(): void
  /** The tool's own lines since the last call, null when there are none. */
  takeLines(): TakenLines | null
  /** Hands over a frame whose text stopped growing `silence` ms before `now`; false when nothing is waiting. */
  flushAfterSilence(now: number): boolean
  /** Ends the tool, waits for its last output and counters, and leaves no process behind. */
  stop(): Promise<void>
}

/** What a capture tells the session. */
export interface CaptureListener {
  /** The tool listens and says in which link type its frames will come; before the first frame. */
  listening(point: CapturePoint, linkType: number): void
  sighting(sighting: Sighting): void
  /** The capture's status changed. */
  changed(): void
  /** Output arrived: there may be lines to take or a frame to flush. */
  awake(): void
  /** It failed, or part of what it captured could not be read. */
  problem(problem: Problem): void
}

/** Milliseconds of silence after which an incomplete hex dump is taken as it is. */
export const flushSilence = 50

/** What people call a capture's interface: `container1 eth0`, or the name alone in the machine's own namespace. */
export function captureLabel(point: CapturePoint): string {
  return point.namespace === null || point.namespace === 'host'
    ? point.interfaceName
    : `${point.namespace} ${point.interfaceName}`
}

/** Part of what a tool wrote could not be read. */
export function captureDamaged(label: string, reason: string): Problem {
  return {
    code: 'capture-damaged',
    message: `${label}: ${reason}`,
    values: { interface: label, reason },
    command: null,
  }
}
