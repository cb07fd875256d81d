import type { Problem } from '../contract/messages'
import type { Topology } from '../core/topology/topology'
import { addRouters } from './add-routers'
import { runDoctor } from './doctor/run-doctor'
import type { MachineAccess } from './machines/machine-access'
import { openMachines, type MachinesConfiguration } from './machines/open-machines'
import type { NetworkSource } from './network-source'
import type { TracerouteHop } from './terminal/traceroute-hops'

/** The network as it is known now: the machines, the newest topology, and word of its changes. */
export interface Network {
  access(machine: string): MachineAccess | undefined
  canCapture(): Promise<boolean>
  doctor(): Promise<readonly Problem[]>
  /** The newest topology, null before the first discovery. */
  topology(): Topology | null
  /** Reads the network anew; from the first time on, changes are followed. */
  discover(): Promise<Topology>
  /** Something hints at a change: reads the network anew soon. */
  refresh(): void
  /** Adds the routers that a traceroute has shown; a trace of the same name replaces the older one. */
  learnTrace(name: string, hops: readonly TracerouteHop[]): void
  /** Stops following changes. */
  close(): void
}

/** Changes come in bursts: a starting container makes a dozen. */
const settleDelay = 120
const maximumTraces = 32

/** A `Network` that nothing is known of; machines are opened at the first request. */
export function createNetwork(options: {
  readonly configuration: MachinesConfiguration
  readonly source: NetworkSource
  readonly changed: (topology: Topology) => void
  readonly problem: (problem: Problem) => void
}): Network {
  const { configuration, source, changed, problem } = options
  let opened: ReturnType<typeof openMachines> | null = null
  let accesses = new Map<string, MachineAccess>()
  let found: Topology | null = null
  let topology: Topology | null = null
  const traces = new Map<string, readonly TracerouteHop[]>()
  let discovering: Promise<Topology> | null = null
  let following: Promise<Topology> | null = null
  let unwatch: (() => void) | null = null
  let timer: NodeJS.Timeout | null = null
  let isClosed = false

  const machines = async (): Promise<Awaited<ReturnType<typeof openMachines>>> => {
    opened ??= openMachines(configuration)
    const result = await opened
    accesses = new Map(result.machines.map((machine) => [machine.id, machine]))
    // A distro that was not there may be installed by now.
    if (result.problems.length > 0) opened = null
    return result
  }

  const publish = (next: Topology): Topology => {
    found = next
    const complete = addRouters(next, [...traces.values()])
    const isSame = JSON.stringify(complete) === JSON.stringify(topology)
    topology = complete
    if (!isSame) changed(complete)
    return complete
  }

  const read = async (): Promise<Topology> => {
    const { machines: reachable, problems } = await machines()
    for (const each of problems) problem(each)
    const next = await source.discover(reachable)
    if (unwatch === null && !isClosed) unwatch = source.watch(reachable, refresh, problem)
    return publish(next)
  }

  /** One discovery at a time; who asks while one runs wants to know what is true after it. */
  const discover = (): Promise<Topology> => {
    if (discovering === null) return run()
    // However many ask meanwhile, one more reading tells them all.
    following ??= discovering
      .catch(() => null)
      .then(() => {
        following = null
        return run()
      })
    return following
  }

  const run = (): Promise<Topology> => {
    const current = read().finally(() => {
      if (discovering === current && following === null) discovering = null
    })
    discovering = current
    return current
  }

  const refresh = (): void => {
    if (isClosed) return
    timer ??= setTimeout(() => {
      timer = null
      void discover().catch(() => undefined)
    }, settleDelay)
  }

  return {
    access: (machine) => accesses.get(machine),
    canCapture: async () => {
      const { machines: reachable } = await machines()
      return reachable.some(({ kind }) => kind !== 'linux' || process.getuid?.() === 0)
    },
    doctor: async () => {
      const { machines: reachable, problems } = await machines()
      return [...problems, ...(await runDoctor(reachable, configuration.environment))]
    },
    topology: () => topology,
    discover,
    refresh,
    learnTrace: (name, hops) => {
      if (hops.length === 0) return
      traces.delete(name)
      traces.set(name, hops)
      for (const oldest of traces.keys()) {
        if (traces.size <= maximumTraces) break
        traces.delete(oldest)
      }
      if (found !== null) publish(found)
    },
    close: () => {
      isClosed = true
      if (timer !== null) clearTimeout(timer)
      unwatch?.()
      source.close()
    },
  }
}
