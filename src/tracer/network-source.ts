import { setMaxListeners } from 'node:events'
import { RequestError, type Problem } from '../contract/messages'
import type { Topology, TopologyGap } from '../core/topology/topology'
import { discoverTopology } from './discovery/discover-topology'
import { gapOf, noContainers } from './discovery/topology-part'
import { WindowsMemory } from './discovery/windows-memory'
import type { DockerAccess } from './docker/docker-access'
import { openDocker } from './docker/open-docker'
import type { MachineAccess } from './machines/machine-access'
import type { Environment } from './machines/spawn-guarded'
import { watchLinks } from './watch-links'

/** Where a network comes from: the machines' own knowledge, or a test's. */
export interface NetworkSource {
  /** Reads the network of all machines. */
  discover(machines: readonly MachineAccess[]): Promise<Topology>
  /** Calls `changed` whenever the machines' networks may have changed; returns the function that ends it. */
  watch(machines: readonly MachineAccess[], changed: () => void, report: (problem: Problem) => void): () => void
  /** Ends every connection and what is being read. */
  close(): void
}

/** The network as the kernel, Docker and Windows tell it. */
export function createNetworkSource(environment: Environment): NetworkSource {
  const dockers = new Map<string, DockerAccess>()
  const gaps = new Map<string, TopologyGap>()
  const closing = new AbortController()
  // Node warns at eleven listeners; a discovery runs more commands than that at once.
  setMaxListeners(0, closing.signal)
  let notify: () => void = () => undefined
  const windows = new WindowsMemory(() => notify())

  const dockersOf = (machines: readonly MachineAccess[]): readonly DockerAccess[] => {
    for (const machine of machines) {
      if (machine.kind === 'windows' || dockers.has(machine.id) || gaps.has(machine.id)) continue
      try {
        dockers.set(machine.id, openDocker(machine, environment))
      } catch (error) {
        if (!(error instanceof RequestError)) throw error
        gaps.set(machine.id, gapOf(machine.id, noContainers, error))
      }
    }
    return [...dockers.values()]
  }

  return {
    discover: async (machines) => {
      const topology = await discoverTopology(machines, dockersOf(machines), closing.signal, windows)
      return { ...topology, gaps: [...topology.gaps, ...gaps.values()] }
    },
    watch: (machines, changed, report) => {
      notify = changed
      const links = machines.filter(({ kind }) => kind !== 'windows').map((machine) => watchLinks(machine, changed))
      const events = dockersOf(machines).map((docker) => {
        // A machine without Docker is told as a gap of the topology; only a daemon that was there can be lost.
        let wasThere = false
        void docker.list().then(
          () => (wasThere = true),
          () => undefined,
        )
        return docker.follow((event) => {
          if (event.kind === 'back') wasThere = true
          if (event.kind === 'lost' && wasThere) report(dockerLost(event.problem))
          changed()
        })
      })
      return () => {
        notify = () => undefined
        for (const end of [...links, ...events]) end()
      }
    },
    close: () => {
      closing.abort()
      for (const docker of dockers.values()) docker.close()
    },
  }
}

function dockerLost({ message, values, command }: Problem): Problem {
  return {
    code: 'docker-restarted',
    message: `Docker went away; Hopscope waits for it to come back. ${message}`,
    values,
    command,
  }
}
