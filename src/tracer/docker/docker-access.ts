import type { Problem } from '../../contract/messages'
import type { MachineId } from '../../core/topology/topology'

/** A container as Docker lists it. */
export interface DockerContainer {
  readonly id: string
  readonly name: string
  readonly image: string
  /** Process id in its machine, 0 when it is not running. */
  readonly pid: number
  readonly state: string
  readonly networks: readonly string[]
  /** `bridge`, `host`, `none`, `container:<id>` or a network's name, as `--network` was given. */
  readonly networkMode: string
}

/** A Docker network; `bridgeName` is the kernel's name for its bridge, null for drivers without one. */
export interface DockerNetworkListing {
  readonly id: string
  readonly name: string
  readonly driver: string
  readonly subnets: readonly string[]
  readonly bridgeName: string | null
}

/** What one Docker daemon knows. */
export interface DockerListing {
  readonly version: string
  /** Docker Desktop runs its containers in a machine of its own, behind a proxy: they cannot be looked into. */
  readonly isDesktop: boolean
  /** What writes its NAT rules: `iptables`, or `nftables` (Docker 29 and later, when told so). */
  readonly firewall: 'iptables' | 'nftables'
  readonly containers: readonly DockerContainer[]
  readonly networks: readonly DockerNetworkListing[]
}

/** What happens at a daemon: a change worth a new discovery, or its loss and return. */
export type DockerEvent =
  | {
      readonly kind: 'container' | 'network'
      /** Docker's word: `start`, `die`, `destroy`, `rename`, `connect`, `disconnect` … */
      readonly action: string
      readonly id: string
      readonly name: string
    }
  | { readonly kind: 'lost'; readonly problem: Problem }
  | { readonly kind: 'back' }

/** One Docker daemon on one machine. */
export interface DockerAccess {
  readonly machine: MachineId
  /** Rejects with a `RequestError` `no-docker` or `no-docker-rights` that names the cause and the command that helps. */
  list(signal?: AbortSignal): Promise<DockerListing>
  /** Follows the daemon's events, reconnecting for ever; returns the function that ends it. */
  follow(listener: (event: DockerEvent) => void): () => void
  /** Ends every connection. */
  close(): void
}
