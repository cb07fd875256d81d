import type { CapturePoint } from '../../core/correlate/sighting'
import type { InterfaceId, Topology } from '../../core/topology/topology'
import type { CaptureStatus } from '../../contract/messages'
import type { MachineAccess } from '../machines/machine-access'
import type { Capture, CaptureListener } from './capture'
import { startDumpcapCapture } from './dumpcap-capture'
import type { TakenLines } from './line-tail'
import { selectCaptures, type CaptureTarget } from './select-captures'
import { startTcpdumpCapture } from './tcpdump-capture'

/** All captures of a session: one per interface, in parallel, following the network as it changes. */
export interface CaptureSet {
  /** Every capture point of the session, also those that have ended. */
  points(): readonly CapturePoint[]
  /** Captures that have not ended. */
  active(): readonly Capture[]
  statuses(): readonly CaptureStatus[]
  /** The tools' own lines since the last call, by capture; also the last words of those that have ended. */
  takeLines(): readonly (TakenLines & { readonly point: number })[]
  /** Starts what the topology has and no capture covers, stops what it has no more; resolves when all listen or failed. */
  follow(topology: Topology): Promise<void>
  /** Stops every capture; resolves when all have handed over their last frame and no process is left. */
  stop(): Promise<void>
}

/** Captures that have ended are remembered for the status, but not without limit. */
const maximumEnded = 256

/** A new, empty `CaptureSet`. */
export function createCaptureSet(options: {
  readonly access: (machine: string) => MachineAccess | undefined
  /** The interfaces to capture on, null for all. */
  readonly wanted: readonly InterfaceId[] | null
  readonly filter: string
  readonly listener: CaptureListener & {
    /** A capture that ran has ended without being told to. */
    vanished(): void
  }
  readonly now: () => number
  /** Index that the first capture point gets. */
  readonly firstIndex?: number
}): CaptureSet {
  const running = new Map<string, Capture>()
  let ended: Capture[] = []
  const points: CapturePoint[] = []
  const keys = new WeakMap<Capture, string>()
  const toldToStop = new WeakSet<Capture>()
  let nextIndex = options.firstIndex ?? 0
  let isStopped = false

  const start = (target: CaptureTarget, access: MachineAccess): Capture => {
    const point: CapturePoint = {
      index: nextIndex++,
      interface: target.interface.id,
      interfaceName: target.interface.name,
      machine: target.machine.id,
      namespace: target.namespace.name,
    }
    points.push(point)
    const common = {
      access,
      point,
      captureName: target.captureName,
      filter: options.filter,
      listener: options.listener,
    }
    return access.kind === 'windows'
      ? startDumpcapCapture(common)
      : startTcpdumpCapture({ ...common, pid: target.pid, now: options.now })
  }

  const stop = (capture: Capture): Promise<void> => {
    toldToStop.add(capture)
    return capture.stop()
  }

  const retire = (key: string, capture: Capture): void => {
    if (running.get(key) !== capture) return
    running.delete(key)
    ended = [...ended, capture].slice(-maximumEnded)
  }

  const follow = async (topology: Topology): Promise<void> => {
    if (isStopped) return
    const targets = new Map(selectCaptures(topology, options.wanted).map((target) => [target.key, target]))
    const stopping: Promise<void>[] = []
    for (const [key, capture] of running) {
      if (!targets.has(key)) stopping.push(stop(capture))
    }
    const failed = new Set(
      ended.filter((capture) => capture.status().state === 'failed').map((capture) => keys.get(capture)),
    )
    for (const [key, target] of targets) {
      const access = options.access(target.machine.id)
      if (running.has(key) || failed.has(key) || !access) continue
      const capture = start(target, access)
      keys.set(capture, key)
      running.set(key, capture)
      let hasRun = false
      void capture.started.then(() => (hasRun = capture.status().state === 'running'))
      void capture.ended.then(() => {
        retire(key, capture)
        if (hasRun && !toldToStop.has(capture)) options.listener.vanished()
      })
    }
    await Promise.all([...stopping, ...[...running.values()].map((capture) => capture.started)])
  }

  return {
    points: () => points,
    active: () => [...running.values()],
    statuses: () => [...ended, ...running.values()].map((capture) => capture.status()),
    takeLines: () =>
      [...ended, ...running.values()].flatMap((capture) => {
        const taken = capture.takeLines()
        return taken === null ? [] : [{ point: capture.point.index, ...taken }]
      }),
    follow,
    stop: async () => {
      isStopped = true
      await Promise.all([...running.values()].map(stop))
    },
  }
}
