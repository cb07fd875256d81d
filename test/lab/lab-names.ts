import { join } from 'node:path'

/** The network namespaces of a lab, from the distro outwards; containers have their own, made by Docker. */
export const labRoles = ['wsl', 'windows', 'gateway', 'provider', 'internet'] as const

/** One of the lab's named network namespaces. */
export type LabRole = (typeof labRoles)[number]

/** Where every lab keeps its sockets and its environment, one folder per lab. */
export const labsFolder = '/run/hopscope-lab'

/** Everything on the machine that bears a lab's name; `down` touches nothing else. */
export interface LabNames {
  readonly name: string
  /** Sockets, pid files, environment.json. Kept in /run because a socket's path may have 107 bytes at most. */
  readonly stateFolder: string
  /** Docker's data. Not in /run, which Debian mounts noexec. */
  readonly dataFolder: string
  readonly dockerSocket: string
  /** The cgroup that the lab's containers live under, in every hierarchy. */
  readonly cgroup: string
  /** The name of a namespace under /run/netns. */
  netns(role: LabRole): string
}

/** Derives a lab's names; throws when the name could reach beyond its own folder. */
export function labNames(name: string): LabNames {
  if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(name)) {
    throw new Error(`"${name}" cannot name a lab: use lower-case letters, digits and hyphens, at most 32 of them.`)
  }
  const stateFolder = join(labsFolder, name)
  return {
    name,
    stateFolder,
    dataFolder: join('/var/lib/hopscope-lab', name),
    dockerSocket: join(stateFolder, 'docker.sock'),
    cgroup: `hopscope-lab-${name}`,
    netns: (role) => `hopscope-${name}-${role}`,
  }
}
