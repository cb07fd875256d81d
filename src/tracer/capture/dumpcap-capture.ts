import { setTimeout as delay } from 'node:timers/promises'
import { createPcapngReader } from '../../core/recording/pcapng-reader'
import { CaptureFormatError } from '../../core/recording/recording'
import type { CapturePoint } from '../../core/correlate/sighting'
import type { CaptureState, Problem } from '../../contract/messages'
import type { MachineAccess } from '../machines/machine-access'
import { captureDamaged, captureLabel, type Capture, type CaptureListener } from './capture'
import { createDeferred } from './deferred'
import { dumpcapCommand, explainDumpcapEnd, findDumpcapDrops } from './dumpcap-command'
import { createDuplicateFilter } from './duplicate-filter'

const startTimeout = 15_000
const stopTimeout = 2_000
/**
 * dumpcap takes frames out of the kernel's buffer every 250 ms and leaves there what came after when it is told to end
 * (`CAP_READ_TIMEOUT` in Wireshark's capture_opts.h). It has no word for "handed over everything", so it is ended when
 * it has been silent for longer than that, and while traffic goes on when it has had so many turns.
 */
const lookInterval = 50
const enoughSilence = 10
const mostLooks = 40
const maximumWords = 8192

/**
 * Starts dumpcap on one Windows adapter over binary pipes. It runs when its file header arrives, which dumpcap writes
 * when the adapter is open and the filter set. It shows no lines: its output is binary.
 */
export function startDumpcapCapture(options: {
  readonly access: MachineAccess
  readonly point: CapturePoint
  readonly captureName: string
  readonly filter: string
  readonly listener: CaptureListener
}): Capture {
  const { access, point, listener } = options
  const label = captureLabel(point)
  let state: CaptureState = 'starting'
  let problem: Problem | null = null
  let frames = 0
  let dropped: number | null = null
  let words = ''
  let bytes = 0
  const started = createDeferred()
  const ended = createDeferred()
  const isDuplicate = createDuplicateFilter()

  const reader = createPcapngReader({
    point: (_, linkType) => {
      if (linkType !== null) listener.listening(point, linkType)
    },
    sighting: (sighting) => {
      if (isDuplicate(sighting)) return
      listener.sighting({ ...sighting, point, frame: frames++ })
    },
    warning: (sentence) => listener.problem(captureDamaged(label, sentence)),
  })

  const read = (chunk: Buffer): void => {
    try {
      reader.push(chunk)
    } catch (error) {
      if (!(error instanceof CaptureFormatError)) throw error
      words += `${error.message}\n`
      dumpcap.kill()
    }
  }

  const dumpcap = access.openPipe(dumpcapCommand(options))
  const startTimer = setTimeout(() => {
    words += `It did not start within ${startTimeout / 1000} s.`
    dumpcap.kill()
  }, startTimeout)

  dumpcap.stream.on('data', (chunk: Buffer) => {
    if (state === 'starting') {
      state = 'running'
      clearTimeout(startTimer)
      started.resolve()
      listener.changed()
    }
    bytes += chunk.length
    read(chunk)
    listener.awake()
  })
  dumpcap.stream.on('error', (error: Error) => (words += `${error.message}\n`))
  dumpcap.stderr.on('data', (chunk: Buffer) => {
    if (words.length < maximumWords) words += chunk.toString('utf8')
  })

  const drained = new Promise<void>((resolve) => dumpcap.stream.on('close', () => resolve()).on('end', () => resolve()))
  const finish = (status: number | null): void => {
    clearTimeout(startTimer)
    dropped = findDumpcapDrops(words) ?? dropped
    if (state === 'stopping') {
      state = 'stopped'
    } else {
      state = 'failed'
      problem = explainDumpcapEnd({ text: words, status, label })
      listener.problem(problem)
    }
    started.resolve()
    ended.resolve()
    listener.changed()
  }
  const missing = 127
  void dumpcap.exited
    // Windows tells of a program that is not there by rejecting, Linux by this status.
    .catch(() => missing)
    .then(async (status) => {
      if (status !== missing) await Promise.race([drained, delay(stopTimeout, undefined, { ref: false })])
      finish(status)
    })

  const handOver = async (): Promise<void> => {
    let silentLooks = 0
    let bytesBefore = bytes
    // Looks and not a time: while this process is busy, what has arrived is not read.
    for (let looks = 0; state === 'stopping' && silentLooks < enoughSilence && looks < mostLooks; looks++) {
      await Promise.race([ended.promise, delay(lookInterval)])
      silentLooks = bytes === bytesBefore ? silentLooks + 1 : 0
      bytesBefore = bytes
    }
  }

  return {
    point,
    started: started.promise,
    ended: ended.promise,
    status: () => ({ point, state, frames, droppedByKernel: dropped, problem }),
    requestCounters: () => undefined,
    takeLines: () => null,
    flushAfterSilence: () => false,
    stop: async () => {
      if (state === 'starting' || state === 'running') {
        const wasRunning = state === 'running'
        state = 'stopping'
        listener.changed()
        if (wasRunning) await handOver()
        dumpcap.kill()
      }
      await ended.promise
    },
  }
}
