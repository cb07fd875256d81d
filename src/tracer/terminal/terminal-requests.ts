import { randomBytes } from 'node:crypto'
import { RequestError, type Problem, type Requests, type TerminalInfo } from '../../contract/messages'
import type { Namespace, NamespaceId, Topology } from '../../core/topology/topology'
import type { EventHub } from '../event-hub'
import type { MachineAccess } from '../machines/machine-access'
import type { Network } from '../network'
import { containerShellCommand } from './container-shell-command'
import { checkDestination } from './destination'
import { pingCommand, shellCommand, tracerouteCommand } from './terminal-command'
import { createTerminals } from './terminals'
import { parseTracerouteHops } from './traceroute-hops'

/** The contract's requests for terminals. */
export interface TerminalRequests {
  ping(params: Requests['ping']['params']): Promise<TerminalInfo>
  traceroute(params: Requests['traceroute']['params']): Promise<TerminalInfo>
  shell(params: Requests['shell']['params']): Promise<TerminalInfo>
  input(id: number, data: string): void
  resize(id: number, columns: number, rows: number): void
  close(id: number): void
  closeAll(): Promise<void>
  /** Sends on what has arrived, see `Terminals.flush`. */
  flush(isHeld: boolean): void
  /** Ends the terminals of containers that are gone, and says so. */
  follow(topology: Topology): void
}

/** What a shell exits with when there is no such program (POSIX 2.8.2). */
const programNotFound = 127
const maximumCount = 1_000_000
/** Enough for a traceroute's whole table; what a terminal printed beyond is not searched for hops. */
const maximumTraceOutput = 65_536
/** Docker's complaint about an image without a shell comes first or not at all. */
const maximumComplaint = 4_096

/** `TerminalRequests` with no terminal open; `ready` resolves when the captures listen. */
export function createTerminalRequests(options: {
  readonly hub: EventHub
  readonly network: Network
  readonly ready: () => Promise<void>
  readonly awake: () => void
}): TerminalRequests {
  const { hub, network } = options
  /** Where each open terminal runs. */
  const places = new Map<number, Namespace>()
  const traces = new Map<number, { readonly name: string; output: string }>()

  const kinds = new Map<number, 'ping' | 'traceroute'>()
  /** What Docker said first of each container shell. */
  const complaints = new Map<number, string>()

  const tellMissing = async (tool: 'ping' | 'traceroute'): Promise<void> => {
    const problems = await network.doctor().catch(() => [])
    for (const problem of problems) if (problem.code === `no-${tool}`) hub.send('problem', problem)
  }

  const terminals = createTerminals({
    output: (id, data) => {
      const trace = traces.get(id)
      if (trace !== undefined && trace.output.length < maximumTraceOutput) trace.output += data
      const complaint = complaints.get(id)
      if (complaint !== undefined && complaint.length < maximumComplaint) complaints.set(id, complaint + data)
      hub.send('terminalOutput', { id, data })
    },
    exit: (id, exitCode) => {
      const kind = kinds.get(id)
      if (exitCode === programNotFound && kind !== undefined) void tellMissing(kind)
      kinds.delete(id)
      const place = places.get(id)
      if (place !== undefined && isWithoutShell(exitCode, complaints.get(id) ?? '')) {
        hub.send('problem', noShell(place.name))
      }
      complaints.delete(id)
      const trace = traces.get(id)
      if (trace !== undefined) network.learnTrace(trace.name, parseTracerouteHops(`${trace.output}\n`))
      traces.delete(id)
      places.delete(id)
      hub.send('terminalExit', { id, exitCode })
    },
    awake: options.awake,
  })

  const find = async (id: NamespaceId): Promise<{ namespace: Namespace; access: MachineAccess }> => {
    await options.ready()
    const topology = network.topology() ?? (await network.discover())
    const namespace = topology.namespaces.find((each) => each.id === id)
    const access = namespace && network.access(namespace.machine)
    if (!namespace || !access || namespace.kind === 'router') throw new RequestError(unknownContainer(id))
    if (namespace.kind === 'container' && namespace.container?.pid === 0) {
      throw new RequestError(containerStopped(namespace.name))
    }
    return { namespace, access }
  }

  const open = (
    kind: TerminalInfo['kind'],
    title: string,
    place: { readonly namespace: Namespace; readonly access: MachineAccess },
    command: readonly string[],
  ): TerminalInfo => {
    const info = terminals.open({ kind, title, access: place.access, command })
    places.set(info.id, place.namespace)
    if (kind !== 'shell') kinds.set(info.id, kind)
    return info
  }

  return {
    ping: async ({ from, to, count }) => {
      const destination = checkDestination(to)
      if (!Number.isInteger(count) || count < 1 || count > maximumCount) throw new RequestError(badCount(count))
      const place = await find(from)
      const command = pingCommand(place.access.kind, place.namespace, destination, count)
      return open('ping', `${place.namespace.name} → ${destination}`, place, command)
    },
    traceroute: async ({ from, to, probes }) => {
      const destination = checkDestination(to)
      const place = await find(from)
      const command = tracerouteCommand(place.access.kind, place.namespace, destination, probes ?? 'icmp')
      const info = open('traceroute', `${place.namespace.name} → ${destination}`, place, command)
      traces.set(info.id, { name: `${from} ${destination}`, output: '' })
      return info
    },
    shell: async ({ namespace, place: wanted }) => {
      const place = await find(namespace)
      const { container, name } = place.namespace
      if (wanted === 'container' && container !== null) {
        const mark = randomBytes(16).toString('hex')
        const info = open('shell', `docker exec ${name}`, place, containerShellCommand(container.id, mark))
        complaints.set(info.id, '')
        return info
      }
      return open('shell', place.namespace.name, place, shellCommand(place.access.kind, place.namespace))
    },
    input: (id, data) => terminals.input(id, data),
    resize: (id, columns, rows) => terminals.resize(id, columns, rows),
    close: (id) => terminals.close(id),
    closeAll: () => terminals.closeAll(),
    flush: (isHeld) => terminals.flush(isHeld),
    follow: (topology) => {
      const told = new Set<string>()
      for (const [id, place] of places) {
        if (place.kind !== 'container') continue
        const now = topology.namespaces.find((each) => each.id === place.id)
        if (now?.container?.pid === place.container?.pid) continue
        terminals.interrupt(id)
        if (!told.has(place.name)) hub.send('problem', containerStopped(place.name))
        told.add(place.name)
      }
    },
  }
}

function unknownContainer(id: string): Problem {
  const name = id.slice(0, 128)
  return {
    code: 'unknown-container',
    message: `There is no container or machine "${name}" on this network.`,
    values: { container: name },
    command: 'docker ps',
  }
}

function containerStopped(name: string): Problem {
  return {
    code: 'container-stopped',
    message: `The container ${name} is not running.`,
    values: { container: name },
    command: `docker start ${name}`,
  }
}

/** runc's failure to execute; a shell's own status 127 is the user's last command. */
function isWithoutShell(exitCode: number | null, output: string): boolean {
  return (exitCode === 126 || exitCode === programNotFound) && /exec failed/.test(output)
}

function noShell(name: string): Problem {
  return {
    code: 'no-shell',
    message: `The image of ${name} holds no shell. A shell on its network works all the same, with this machine's programs.`,
    values: { container: name },
    command: null,
  }
}

function badCount(count: number): Problem {
  return {
    code: 'bad-count',
    message: `A ping can be sent 1 to ${maximumCount} times, not ${count}.`,
    values: { count: String(count) },
    command: null,
  }
}
