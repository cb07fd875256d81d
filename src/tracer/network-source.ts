import { RequestError, type Problem } from '../contract/messages'
import type { Topology } from '../core/topology/topology'
import { discoverTopology } from './discovery/discover-topology'
import { WindowsMemory } from './discovery/windows-memory'
import type { DockerAccess } from './docker/docker-access'
import { openDocker } from './docker/open-docker'
import type { MachineAccess } from './machines/machine-access'
import type { Environment } from './machines/spawn-guarded'
import { watchLinks } from './watch-links'

/** Where a network comes from: the machines' own knowledge, or a test's. */
export interface NetworkSource {
  /** Reads the network of all machines. */
  discover(machines: readonly MachineAccess[], report: (problem: Problem) => void): Promise<Topology>
  /** Calls `changed` whenever the machines' networks may have changed; returns the function that ends it. */
  watch(machines: readonly MachineAccess[], changed: () => void, report: (problem: Problem) => void): () => void
  /** Ends every connection and what is being read. */
  close(): void
}

/** The network as the kernel, Docker and Windows tell it. */
export function createNetworkSource(environment: Environment): NetworkSource {
  const dockers = new Map<string, DockerAccess | null>()
  const closing = new AbortController()
  let notify: () => void = () => undefined
  const windows = new WindowsMemory(() => notify())

  const dockerOf = (machine: MachineAccess, report: (problem: Problem) => void): DockerAccess | null => {
    const known = dockers.get(machine.id)
    if (known !== undefined) return known
    let docker: DockerAccess | null = null
    try {
      docker = openDocker(machine, environment)
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      report(error.problem)
    }
    dockers.set(machine.id, docker)
    return docker
  }
  const dockersOf = (machines: readonly MachineAccess[], report: (problem: Problem) => void): DockerAccess[] =>
    machines
      .filter(({ kind }) => kind !== 'windows')
      .map((machine) => dockerOf(machine, report))
      .filter((docker) => docker !== null)

  return {
    discover: (machines, report) => discoverTopology(machines, dockersOf(machines, report), closing.signal, windows),
    watch: (machines, changed, report) => {
      notify = changed
      const links = machines.filter(({ kind }) => kind !== 'windows').map((machine) => watchLinks(machine, changed))
      const events = dockersOf(machines, report).map((docker) => {
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
      for (const docker of dockers.values()) docker?.close()
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
