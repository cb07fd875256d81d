import type { Counters, InterfaceCounter, RuleCounter } from '../../core/topology/counters'
import { ruleKey } from '../../core/topology/counters'
import { connectionKey, maximumConnections } from '../../core/topology/merge-connections'
import type { Connection, MachineId, NamespaceId, Topology } from '../../core/topology/topology'
import type { MachineAccess } from '../machines/machine-access'
import { createEvidenceReader, type EvidenceReader, type EvidenceReading } from './evidence-reader'
import { parseConnections } from './parse-connections'
import { parseInterfaceCounters, parseRuleCounters } from './parse-counters'

/** Reads what the kernels keep about the traffic while a trace is live: conntrack entries, and what rules and interfaces count. */
export interface EvidenceWatch {
  /** A packet was seen: what it has changed is read soon. Called for each of tens of thousands a second. */
  wake(): void
  /** Follows the network: which containers and interfaces there are. */
  follow(topology: Topology): void
  /** Reads what the last packets have changed, then ends every process. */
  stop(): Promise<void>
}

/** What a watch tells. */
export interface EvidenceListener {
  /** Entries that are new or read otherwise than before. */
  connections(connections: readonly Connection[]): void
  /** Counters that have changed. */
  counters(counters: Counters): void
  /** A machine's rules are others than at the last reading. */
  rulesChanged(): void
}

/** By then a packet's reply is usually back, so that one reading tells of both. */
const settleDelay = 150
const shortestPause = 1_000
const longestPause = 10_000
/** Reading takes at most this share of the time: a large table makes the readings rarer. */
const readingShare = 1 / 20
/** Without a packet rules may change nevertheless. */
const idlePause = 5_000

/** Starts to watch the Linux machines of a topology; the first reading comes at once. */
export function createEvidenceWatch(options: {
  readonly access: (machine: MachineId) => MachineAccess | undefined
  readonly topology: Topology
  readonly now: () => number
  readonly listener: EvidenceListener
}): EvidenceWatch {
  const { access, now } = options
  const watches = new Map<MachineId, MachineWatch>()

  const follow = (topology: Topology): void => {
    for (const { id, kind } of topology.machines) {
      const machine = kind === 'linux' || kind === 'wsl' ? access(id) : undefined
      if (machine === undefined) continue
      const known = watches.get(id)
      if (known === undefined) watches.set(id, new MachineWatch(id, machine, topology, now, options.listener))
      else known.follow(topology)
    }
  }
  follow(options.topology)

  return {
    wake: () => {
      for (const watch of watches.values()) watch.wake()
    },
    follow,
    stop: async () => {
      await Promise.all([...watches.values()].map((watch) => watch.stop()))
    },
  }
}

class MachineWatch {
  private readonly reader: EvidenceReader
  private readonly host: NamespaceId
  private namespaces: ReadonlyMap<number, NamespaceId> = new Map()
  private interfaces: ReadonlySet<string> = new Set()
  private readonly sentRules = new Map<string, RuleCounter>()
  private readonly sentInterfaces = new Map<string, InterfaceCounter>()
  private sentConnections = new Map<string, string>()
  private rules: string | null = null
  private timer: NodeJS.Timeout | null = null
  private dueAt = Infinity
  /** When the next reading may come at the earliest. */
  private allowedAt = -Infinity
  private reading: Promise<void> | null = null
  private hasNews = false
  private isStopped = false

  constructor(
    id: MachineId,
    machine: MachineAccess,
    topology: Topology,
    private readonly now: () => number,
    private readonly listener: EvidenceListener,
  ) {
    this.reader = createEvidenceReader(machine)
    this.host = `${id}/host`
    this.follow(topology)
    this.schedule(0)
  }

  follow(topology: Topology): void {
    const machine = topology.namespaces.find(({ id }) => id === this.host)?.machine
    this.namespaces = new Map(
      topology.namespaces.flatMap((namespace) => {
        const pid = namespace.machine === machine ? (namespace.container?.pid ?? 0) : 0
        return pid > 0 ? [[pid, namespace.id] as const] : []
      }),
    )
    this.interfaces = new Set(topology.interfaces.map(({ id }) => id))
  }

  wake(): void {
    if (this.hasNews) return
    this.hasNews = true
    if (this.reading === null) this.schedule(settleDelay)
  }

  async stop(): Promise<void> {
    this.isStopped = true
    if (this.timer !== null) clearTimeout(this.timer)
    await this.reading
    if (this.hasNews) await this.read()
    await this.reader.close()
  }

  private schedule(delay: number): void {
    if (this.isStopped) return
    const at = Math.max(this.now() + delay, this.allowedAt)
    if (this.timer !== null && at >= this.dueAt) return
    if (this.timer !== null) clearTimeout(this.timer)
    this.dueAt = at
    this.timer = setTimeout(() => this.run(), at - this.now())
  }

  private run(): void {
    this.timer = null
    this.dueAt = Infinity
    const startedAt = this.now()
    this.reading = this.read().then(() => {
      this.reading = null
      const took = this.now() - startedAt
      this.allowedAt = this.now() + Math.min(longestPause, Math.max(shortestPause, took / readingShare))
      this.schedule(this.hasNews ? 0 : idlePause)
    })
  }

  private async read(): Promise<void> {
    this.hasNews = false
    const reading = await this.reader.read([...this.namespaces.keys()])
    if (reading === null) return
    this.tellConnections(reading)
    this.tellCounters(reading)
  }

  private tellConnections(reading: EvidenceReading): void {
    const all = parseConnections(reading.connections, this.host).slice(0, maximumConnections)
    const sent = new Map<string, string>()
    const news = all.filter((connection) => {
      const key = connectionKey(connection)
      const state = stateOf(connection)
      sent.set(key, state)
      return this.sentConnections.get(key) !== state
    })
    this.sentConnections = sent
    if (news.length > 0) this.listener.connections(news)
  }

  private tellCounters(reading: EvidenceReading): void {
    const rules = [
      ...parseRuleCounters(reading.rules4, this.host, 4),
      ...parseRuleCounters(reading.rules6, this.host, 6),
    ]
    const interfaces = [
      ...parseInterfaceCounters(reading.interfaces, this.host),
      ...[...reading.containers].flatMap(([pid, text]) => {
        const namespace = this.namespaces.get(pid)
        return namespace === undefined ? [] : parseInterfaceCounters(text, namespace)
      }),
    ].filter((counter) => this.interfaces.has(counter.interface))
    const newRules = takeChanged(this.sentRules, rules, ruleKey)
    const newInterfaces = takeChanged(this.sentInterfaces, interfaces, (counter) => counter.interface)
    if (newRules.length + newInterfaces.length > 0)
      this.listener.counters({ rules: newRules, interfaces: newInterfaces })
    const signature = JSON.stringify(rules.map(ruleKey))
    const isChanged = this.rules !== null && this.rules !== signature
    this.rules = signature
    if (isChanged) this.listener.rulesChanged()
  }
}

/** Those that are not as they were the last time, which this remembers. */
function takeChanged<Item>(known: Map<string, Item>, items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const keys = new Set(items.map(keyOf))
  for (const key of known.keys()) if (!keys.has(key)) known.delete(key)
  return items.filter((item) => {
    const key = keyOf(item)
    const before = known.get(key)
    known.set(key, item)
    return before === undefined || JSON.stringify(before) !== JSON.stringify(item)
  })
}

/** What changes when the connection does: TCP's state and the flags; not the seconds left, nor what was counted. */
function stateOf({ text }: Connection): string {
  return (text.match(/ [A-Z][A-Z_]+ | \[[A-Z_]+\]/g) ?? []).join('')
}
