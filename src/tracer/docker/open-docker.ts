import { setMaxListeners } from 'node:events'
import Docker from 'dockerode'
import type { Problem } from '../../contract/messages'
import { recordOf, textOf } from '../discovery/json-access'
import type { MachineAccess } from '../machines/machine-access'
import { requestError } from '../machines/request-error'
import type { Environment } from '../machines/spawn-guarded'
import { DialStdioAgent } from './dial-stdio-agent'
import type { DockerAccess, DockerListing } from './docker-access'
import { explainDocker } from './explain-docker'
import { followEvents } from './follow-events'
import { readContainer, readNetwork } from './read-docker'

const listTimeoutMs = 15_000
const defaultSocket = '/var/run/docker.sock'
/** What changes the map; health checks and exec sessions do not. */
const events: Docker.GetEventsOptions['filters'] = {
  type: ['container', 'network'],
  event: ['start', 'die', 'destroy', 'rename', 'pause', 'unpause', 'create', 'connect', 'disconnect', 'remove'],
}

/**
 * The Docker daemon of a machine: at `DOCKER_HOST` or /var/run/docker.sock on Linux, through `docker system dial-stdio`
 * in a distro. Nothing is connected before the first request. Throws a `RequestError` for a DOCKER_HOST that is no address.
 */
export function openDocker(machine: MachineAccess, environment: Environment): DockerAccess {
  const agent = machine.kind === 'wsl' ? new DialStdioAgent(machine) : null
  const address = agent === null ? (environment['DOCKER_HOST'] ?? '') || `unix://${defaultSocket}` : ''
  // `host` is named also when undefined: docker-modem would otherwise take it from its own reading of DOCKER_HOST.
  const options =
    agent === null ? parseDockerHost(address) : { host: 'localhost', port: 80, protocol: 'http' as const, agent }
  const docker = new Docker(options)
  const explain = (error: unknown): Problem => explainDocker(error, machine, address, agent?.lastComplaint ?? '')
  const closing = new AbortController()

  return {
    machine: machine.id,
    list: async (signal) => {
      closing.signal.throwIfAborted()
      if (agent !== null) agent.lastComplaint = ''
      const signals = [AbortSignal.timeout(listTimeoutMs), closing.signal, ...(signal === undefined ? [] : [signal])]
      const abortSignal = AbortSignal.any(signals)
      // One listener for each container, and Node takes more than ten for a leak.
      setMaxListeners(0, abortSignal)
      try {
        return await listDocker(docker, abortSignal).catch((error: unknown) => {
          // A kept connection may have died with a restarted daemon; a fresh one tells whether it is back.
          if ((error as { code?: unknown }).code !== 'ECONNRESET') throw error
          return listDocker(docker, abortSignal)
        })
      } catch (error) {
        signal?.throwIfAborted()
        const { code, message, command, values } = explain(error)
        throw requestError(code, message, command, values)
      }
    },
    follow: (listener) => {
      const stopping = new AbortController()
      const source = {
        open: async (abortSignal: AbortSignal) =>
          (await docker.getEvents({ filters: events, abortSignal })) as unknown as AsyncIterable<Uint8Array>,
        explain,
        pause: (failures: number) => Math.min(250 * 2 ** (failures - 1), 5000),
      }
      void followEvents(source, listener, AbortSignal.any([stopping.signal, closing.signal]))
      return () => stopping.abort()
    },
    close: () => {
      closing.abort()
      agent?.destroy()
    },
  }
}

async function listDocker(docker: Docker, abortSignal: AbortSignal): Promise<DockerListing> {
  const [info, listed, networks] = await Promise.all([
    // Its types leave the options out.
    (docker.info as (options: { abortSignal: AbortSignal }) => Promise<unknown>).call(docker, { abortSignal }),
    docker.listContainers({ all: true, abortSignal }),
    docker.listNetworks({ abortSignal }),
  ])
  const containers = await Promise.all(
    listed.map(({ Id }) =>
      docker
        .getContainer(Id)
        .inspect({ abortSignal })
        .catch((error: unknown) => {
          // It ended between the two questions.
          if ((error as { statusCode?: number }).statusCode === 404) return null
          throw error
        }),
    ),
  )
  return {
    version: textOf(recordOf(info)['ServerVersion']),
    isDesktop: textOf(recordOf(info)['OperatingSystem']) === 'Docker Desktop',
    // `nftables` or `nftables+firewalld`; daemons before 28.2 do not say and use iptables.
    firewall: textOf(recordOf(recordOf(info)['FirewallBackend'])['Driver']).startsWith('nft') ? 'nftables' : 'iptables',
    containers: containers.flatMap((each) => readContainer(each) ?? []),
    networks: networks.flatMap((each) => readNetwork(each) ?? []),
  }
}

interface DockerAddress {
  readonly socketPath?: string
  readonly host: string | undefined
  readonly port?: number
  readonly protocol?: 'http'
}

/** `unix:///path` or `tcp://host:port`; others need the docker client's own configuration. */
function parseDockerHost(text: string): DockerAddress {
  const [, path] = /^unix:\/\/(\/.+)$/.exec(text) ?? []
  if (path !== undefined) return { socketPath: path, host: undefined }
  const [, host, port] = /^(?:tcp|http):\/\/(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)(?::(\d{1,5}))?\/?$/.exec(text) ?? []
  if (host !== undefined) return { host, port: Number(port ?? 2375), protocol: 'http' }
  const sentence = `DOCKER_HOST is "${text}", which Hopscope cannot reach: it knows unix:///path and tcp://host:port.`
  throw requestError('no-docker', sentence, 'unset DOCKER_HOST', { address: text })
}
