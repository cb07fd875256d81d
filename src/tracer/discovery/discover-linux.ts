import type {
  DockerNetwork,
  Interface,
  Machine,
  Namespace,
  NamespaceId,
  Route,
  TopologyGap,
} from '../../core/topology/topology'
import type { DockerAccess, DockerContainer, DockerListing } from '../docker/docker-access'
import type { MachineAccess } from '../machines/machine-access'
import type { LinkListing } from './parse-ip-address'
import type { RouteListing } from './parse-ip-route'
import { readContainers, type ContainerListing } from './read-containers'
import { readHost, type HostListing } from './read-host'
import { gapOf, noContainers, type GapCode, type Loss, type TopologyPart } from './topology-part'
import { wireLinks, type PlacedLink } from './wire-links'

const noContainerNetworks: Loss = { code: 'no-container-networks', text: 'Containers cannot be looked into' }

/** A Linux machine's part: its host namespace, and one namespace for each container that has its own. */
export async function discoverLinux(
  machine: MachineAccess,
  docker: DockerAccess | null,
  signal?: AbortSignal,
): Promise<TopologyPart> {
  const host: Namespace = {
    id: `${machine.id}/host`,
    machine: machine.id,
    kind: 'host',
    name: 'host',
    container: null,
  }
  const gaps: TopologyGap[] = []
  const guarded = async <Value>(loss: Loss, work: Promise<Value>): Promise<Value | null> => {
    try {
      return await work
    } catch (error) {
      signal?.throwIfAborted()
      gaps.push(gapOf(machine.id, loss, error))
      return null
    }
  }
  const [listing, dockerListing] = await Promise.all([
    readHost(machine, host.id, signal),
    docker === null ? null : guarded(noContainers, docker.list(signal)),
  ])
  if (dockerListing?.isDesktop === true) gaps.push(desktopBoundary(machine))
  else if (dockerListing?.firewall === 'nftables') gaps.push(nftablesBoundary(machine))
  const listed = dockerListing?.isDesktop === true ? [] : (dockerListing?.containers ?? [])
  // Docker lists the newest first; by name the map stays the same from one discovery to the next.
  const all = listed.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const { containers, guests } = shareNamespaces(all)
  const running = containers.filter(({ pid }) => pid > 0)
  const entered = await guarded(noContainerNetworks, readContainers(machine, running, signal))
  const closed = (entered ?? []).filter(({ links }) => links === null).map(({ container }) => container)
  if (closed.length > 0) gaps.push(closedContainers(machine, closed))
  return assemble(machine, host, listing, dockerListing, { containers, guests }, entered ?? [], gaps)
}

function assemble(
  access: MachineAccess,
  host: Namespace,
  listing: HostListing,
  docker: DockerListing | null,
  { containers, guests }: SharedNamespaces,
  entered: readonly ContainerListing[],
  gaps: readonly TopologyGap[],
): TopologyPart {
  const hostLinks = placeLinks(host.id, listing.links)
  const inside = entered.map(({ container, links, routes }) => {
    const id = containerNamespaceId(access, container)
    return { links: placeLinks(id, links ?? []), routes: placeRoutes(id, routes) }
  })
  const interfaces = [hostLinks, ...inside.map(({ links }) => links)].flatMap((links) => links.map(({ nic }) => nic))
  return {
    machine: describeMachine(access, listing, docker),
    namespaces: [
      withGuests(host, guests.get(null)),
      ...containers.map((each) => withGuests(containerNamespace(access, each), guests.get(each.id))),
    ],
    interfaces,
    wires: wireLinks(
      hostLinks,
      inside.map(({ links }) => links),
    ),
    routes: [...placeRoutes(host.id, listing.routes), ...inside.flatMap(({ routes }) => routes)],
    natRules: listing.natRules,
    networks: (docker?.networks ?? []).map(({ bridgeName, ...network }): DockerNetwork => ({
      ...network,
      machine: access.id,
      bridge: hostLinks.find(({ nic }) => nic.name === bridgeName)?.nic.id ?? null,
    })),
    gaps: [...listing.gaps, ...gaps],
    ...placeEvidence(host.id, listing),
  }
}

/** What explains a loss: only what could be read. */
function placeEvidence(namespace: NamespaceId, listing: HostListing): Partial<TopologyPart> {
  const { filterRules, neighbours, settings, refusedRoutes } = listing
  const known = new Set(listing.links.map(({ name }) => name))
  return {
    ...(filterRules === null ? {} : { filterRules }),
    ...(neighbours === null
      ? {}
      : {
          neighbours: neighbours
            .filter(({ interfaceName }) => known.has(interfaceName))
            .map(({ interfaceName, ...row }) => ({ ...row, interface: `${namespace}/${interfaceName}` })),
        }),
    ...(settings === null
      ? {}
      : {
          settings: settings
            .filter(({ interfaceName }) => interfaceName === null || known.has(interfaceName))
            .map(({ interfaceName, ...setting }) => {
              return {
                ...setting,
                namespace,
                interface: interfaceName === null ? null : `${namespace}/${interfaceName}`,
              }
            }),
        }),
    refusedRoutes: refusedRoutes.map((row) => ({ ...row, namespace })),
  }
}

function describeMachine(access: MachineAccess, listing: HostListing, docker: DockerListing | null): Machine {
  const kernel = /^\d+\.\d+/.exec(listing.kernel)?.[0]
  const version = /^\d+\.\d+(\.\d+)?/.exec(docker?.version ?? '')?.[0]
  const parts = [kernel === undefined ? '' : `linux ${kernel}`, version === undefined ? '' : `dockerd ${version}`]
  return {
    id: access.id,
    kind: access.kind,
    name: access.kind === 'wsl' ? access.id.slice('wsl:'.length) : listing.hostName || 'Linux',
    description: parts.filter((part) => part !== '').join(' · '),
    networkingMode: listing.networkingMode,
  }
}

/** Containers with a namespace of their own, and those that live in another's: by its id, null for the host's. */
interface SharedNamespaces {
  readonly containers: readonly DockerContainer[]
  readonly guests: ReadonlyMap<string | null, readonly DockerContainer[]>
}

/** With `--network host` or `container:X` a container lives in a namespace that is listed already. */
function shareNamespaces(listed: readonly DockerContainer[]): SharedNamespaces {
  const containers: DockerContainer[] = []
  const guests = new Map<string | null, DockerContainer[]>()
  for (const container of listed) {
    const home = homeOf(container, listed)
    if (home === container) containers.push(container)
    else guests.set(home?.id ?? null, [...(guests.get(home?.id ?? null) ?? []), container])
  }
  return { containers, guests }
}

/** The container whose namespace it uses, itself when it has one, null for the host's. */
function homeOf(container: DockerContainer, listed: readonly DockerContainer[]): DockerContainer | null {
  let home = container
  // A chain of `container:X` is as long as there are containers, and Docker lets nobody close it to a ring.
  for (let step = 0; step < listed.length; step++) {
    if (home.networkMode === 'host') return null
    const [, whose] = /^container:(.+)$/.exec(home.networkMode) ?? []
    const next = whose === undefined ? undefined : listed.find(({ id, name }) => id === whose || name === whose)
    if (next === undefined) return home
    home = next
  }
  return container
}

function withGuests(namespace: Namespace, guests: readonly DockerContainer[] | undefined): Namespace {
  if (guests === undefined) return namespace
  return {
    ...namespace,
    guests: guests.map(({ id, name, image, pid, state, networks }) => ({ id, name, image, pid, state, networks })),
  }
}

function containerNamespaceId(access: MachineAccess, { id, name }: DockerContainer): NamespaceId {
  // A container may be called "host"; Docker allows no tilde in names.
  return `${access.id}/${name === 'host' ? `host~${id.slice(0, 12)}` : name}`
}

function containerNamespace(access: MachineAccess, container: DockerContainer): Namespace {
  const { id, image, pid, state, networks, name } = container
  return {
    id: containerNamespaceId(access, container),
    machine: access.id,
    kind: 'container',
    name,
    container: { id, image, pid, state, networks },
  }
}

function placeLinks(namespace: NamespaceId, links: readonly LinkListing[]): PlacedLink[] {
  const bridges = new Set(links.filter(({ kind }) => kind === 'bridge').map(({ name }) => name))
  return links.map((link) => {
    const { name, kind, index, mac, mtu, addresses, isUp, master } = link
    const nic: Interface = {
      id: `${namespace}/${name}`,
      namespace,
      name,
      kind,
      index,
      mac,
      mtu,
      addresses,
      // A bond's master is no bridge.
      master: bridges.has(master) ? `${namespace}/${master}` : null,
      isUp,
      captureName: name,
    }
    return { link, nic }
  })
}

function placeRoutes(namespace: NamespaceId, routes: readonly RouteListing[]): Route[] {
  return routes.map(({ destination, gateway, interfaceName, metric }) => ({
    namespace,
    destination,
    gateway,
    interface: `${namespace}/${interfaceName}`,
    metric,
  }))
}

function desktopBoundary(machine: MachineAccess): TopologyGap {
  const code: GapCode = 'desktop-boundary'
  const reason =
    'Docker Desktop runs containers in a machine of its own behind a proxy: their interfaces cannot be seen, and the map ends there.'
  return { machine: machine.id, reason, command: 'docker context use default', code, values: {} }
}

function nftablesBoundary(machine: MachineAccess): TopologyGap {
  const code: GapCode = 'nftables-boundary'
  const reason =
    'This Docker keeps its NAT rules in nftables, which Hopscope does not read: rewrites are deduced from addresses alone.'
  return { machine: machine.id, reason, command: 'sudo nft list table ip docker-bridges', code, values: {} }
}

function closedContainers(machine: MachineAccess, closed: readonly DockerContainer[]): TopologyGap {
  const names = closed.slice(0, 5).map(({ name }) => name)
  const others = closed.length > names.length ? ` and ${closed.length - names.length} more` : ''
  const reason = `Containers that could not be looked into: ${names.join(', ')}${others}. They ended meanwhile, or entering their namespaces needs root.`
  const command = machine.kind === 'linux' ? `sudo nsenter -t ${closed[0]!.pid} -n ip addr` : null
  const code: GapCode = 'closed-containers'
  const values = { containers: names.join(', '), others: String(closed.length - names.length) }
  return { machine: machine.id, reason, command, code, values }
}
