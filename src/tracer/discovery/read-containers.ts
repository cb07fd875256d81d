import type { DockerContainer } from '../docker/docker-access'
import type { MachineAccess } from '../machines/machine-access'
import { parseIpAddress, type LinkListing } from './parse-ip-address'
import { parseIpRoute, type RouteListing } from './parse-ip-route'

/** What the network namespace of a running container holds. */
export interface ContainerListing {
  readonly container: DockerContainer
  /** Null when its namespace could not be entered. */
  readonly links: readonly LinkListing[] | null
  readonly routes: readonly RouteListing[]
}

/**
 * One shell for all containers, since each `wsl.exe` takes tens of milliseconds to start. Process ids come as arguments
 * and are numbers, so nothing is quoted (Windows' command line has its own reading of quotes). Nothing in the JSON of
 * `ip` can look like a heading, because it prints one line that begins with a bracket.
 */
const script = [
  'for pid do echo; echo = $pid addr; nsenter -t $pid -n ip -j -d addr',
  'echo; echo = $pid 4; nsenter -t $pid -n ip -j -4 route',
  'echo; echo = $pid 6; nsenter -t $pid -n ip -j -6 route',
  'done 2>/dev/null; true',
].join('; ')

/** Reads links and routes of running containers, in the order given. Rejects when the machine cannot be reached. */
export async function readContainers(
  machine: MachineAccess,
  containers: readonly DockerContainer[],
  signal?: AbortSignal,
): Promise<readonly ContainerListing[]> {
  if (containers.length === 0) return []
  const pids = containers.map(({ pid }) => String(pid))
  const options = signal === undefined ? {} : { signal }
  const { stdout } = await machine.run(['sh', '-c', script, 'hopscope', ...pids], options)
  const sections = splitSections(stdout.toString('utf8'))
  return containers.map((container) => ({
    container,
    links: parseIpAddress(sections.get(`${container.pid} addr`) ?? ''),
    routes: ([4, 6] as const).flatMap((version) => {
      return parseIpRoute(sections.get(`${container.pid} ${version}`) ?? '', version) ?? []
    }),
  }))
}

function splitSections(text: string): Map<string, string> {
  const sections = new Map<string, string>()
  let heading: string | null = null
  for (const line of text.split('\n')) {
    const [, next] = /^= (\d+ (?:addr|4|6))$/.exec(line) ?? []
    if (next !== undefined) heading = next
    else if (heading !== null && line !== '') sections.set(heading, (sections.get(heading) ?? '') + line)
  }
  return sections
}
