import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { distroPid } from './distro'
import { labRoles, type LabNames } from './lab-names'
import { requireCommand } from './run-command'

/** One interface of a namespace, as `ip -j -d link` shows it. */
interface Link {
  readonly ifname: string
  readonly ifindex: number
  readonly link_index?: number
  readonly link_netnsid?: number
  readonly linkinfo?: { readonly info_kind?: string }
}

/** A namespace's interfaces and which label each of its peer ids stands for. */
export interface NamespaceLinks {
  readonly label: string
  readonly links: readonly Link[]
  readonly peers: readonly { readonly nsid: number; readonly name?: string }[]
}

/** The label of the machine's own namespace among those that are read. */
export const machineLabel = 'machine'

/**
 * Says, one sentence each, how a namespace of the lab could reach something outside it. Empty means isolated: every
 * interface is a loopback, a bridge, or a veth whose peer is in the lab too, so that no route or neighbour can lead out.
 */
export function findLeaks(namespaces: readonly NamespaceLinks[]): readonly string[] {
  return namespaces
    .filter(({ label }) => label !== machineLabel)
    .flatMap((namespace) => namespace.links.flatMap((link) => leakOf(link, namespace, namespaces) ?? []))
}

function leakOf(link: Link, namespace: NamespaceLinks, all: readonly NamespaceLinks[]): string | null {
  const where = `${link.ifname} in ${namespace.label}`
  if (link.ifname === 'lo') return null
  const kind = link.linkinfo?.info_kind
  if (kind === 'bridge') return null
  if (kind !== 'veth') return `${where} is a ${kind ?? 'physical'} interface, which may lead to the machine's network`
  const peer =
    link.link_netnsid === undefined
      ? namespace.label
      : namespace.peers.find(({ nsid }) => nsid === link.link_netnsid)?.name
  if (peer === machineLabel) return `${where} has its other end in the machine's own network namespace`
  const other = all.find(({ label }) => label === peer)
  if (other === undefined) return `${where} has its other end in a network namespace that is not of this lab`
  const isMutual = other.links.some((end) => end.ifindex === link.link_index && end.link_index === link.ifindex)
  return isMutual ? null : `${where} names a peer in ${other.label} that does not name it back`
}

/** Docker makes and removes a container's namespace in steps: what looks like a leak may be under way. */
const looks = 4
const pauseMs = 150

/** Proves that no packet of the lab can leave it; rejects with the leaks otherwise. Changes nothing on the machine. */
export async function assertIsolated(names: LabNames): Promise<void> {
  let leaks: readonly string[] = []
  for (let look = 0; look < looks; look++) {
    if (look > 0) await setTimeout(pauseMs)
    leaks = await readLinks(names).then(findLeaks, (error: unknown) => [String(error)])
    if (leaks.length === 0) return
  }
  throw new Error(
    `The lab "${names.name}" sends no packet, because it is not cut off from the machine's own network: ` +
      `${leaks.join('; ')}. Take it down: npm run lab -- down --name ${names.name}`,
  )
}

async function readLinks(names: LabNames): Promise<readonly NamespaceLinks[]> {
  const files: (readonly [string, string])[] = [
    [machineLabel, '/proc/self/ns/net'],
    ...labRoles.map((role) => [role, `/run/netns/${names.netns(role)}`] as const),
    ...(await findSandboxes(names)),
  ]
  const output = await requireCommand([
    ...['unshare', '--mount', '--propagation', 'private', 'sh', join(import.meta.dirname, 'scripts/read-links.sh')],
    ...files.map(([label, file]) => `${label}=${file}`),
  ])
  const lines = output.split('\n').filter((line) => line !== '')
  const read = Array.from({ length: lines.length / 3 }, (_, index) => ({
    label: lines[index * 3]!,
    links: JSON.parse(lines[index * 3 + 1]!) as Link[],
    peers: JSON.parse(lines[index * 3 + 2]!) as { nsid: number; name?: string }[],
  }))
  const missing = [machineLabel, ...labRoles].filter((label) => !read.some((each) => each.label === label))
  if (missing.length > 0) throw new Error(`These namespaces could not be read: ${missing.join(', ')}.`)
  return read
}

/** The containers' namespaces, which dockerd binds in its exec-root, in the distro's mount namespace, before it uses them. */
async function findSandboxes(names: LabNames): Promise<readonly (readonly [string, string])[]> {
  const pid = await distroPid(names).catch(() => null)
  if (pid === null) return []
  const folder = join(`/proc/${pid}/root`, names.stateFolder, 'exec/netns')
  try {
    return readdirSync(folder).map((id) => [`sandbox.${id}`, join(folder, id)])
  } catch {
    // dockerd has made none yet.
    return []
  }
}
