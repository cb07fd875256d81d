import type { InterfaceCounter, RuleCounter } from '../../core/topology/counters'
import type { NamespaceId } from '../../core/topology/topology'

const longestRule = 4096
const tables = ['raw', 'mangle', 'nat', 'filter'] as const

/**
 * Reads the counters that `iptables-save -c` (or ip6tables-save) prints before each rule and behind each policy. Of rules
 * that read alike the first counts, because it is the one that a packet meets first. Total: other lines are skipped.
 */
export function parseRuleCounters(text: string, namespace: NamespaceId, ipVersion: 4 | 6): RuleCounter[] {
  const counters = new Map<string, RuleCounter>()
  let table: RuleCounter['table'] | null = null
  for (const line of text.split('\n')) {
    if (line.startsWith('*')) table = tables.find((name) => line.trim() === `*${name}`) ?? null
    const [, packets, bytes, rule] = /^\[(\d+):(\d+)\] (-A .+)$/.exec(line.trim()) ?? parsePolicy(line)
    if (table === null || rule === undefined || rule.length > longestRule || counters.has(`${table} ${rule}`)) continue
    const counter = { namespace, table, ipVersion, text: rule, packets: countOf(packets), bytes: countOf(bytes) }
    counters.set(`${table} ${rule}`, counter)
  }
  return [...counters.values()]
}

/** `:FORWARD DROP [12:840]`; a chain of the user's own has a dash and no policy. */
function parsePolicy(line: string): readonly (string | undefined)[] {
  const [, chain, policy, packets, bytes] = /^:(\S+) (ACCEPT|DROP) \[(\d+):(\d+)\]$/.exec(line.trim()) ?? []
  return chain === undefined || policy === undefined ? [] : ['', packets, bytes, `:${chain} ${policy}`]
}

/**
 * Reads `/proc/net/dev` of a namespace: sixteen numbers behind each interface's name (proc_net(5)). Total: other lines
 * are skipped.
 */
export function parseInterfaceCounters(text: string, namespace: NamespaceId): InterfaceCounter[] {
  return text.split('\n').flatMap((line) => {
    // An interface may be called "a:b" (an alias); numbers hold no colon.
    const [, name, rest] = /^\s*(\S+):((?:\s*\d+){16})\s*$/.exec(line) ?? []
    if (name === undefined || rest === undefined) return []
    const numbers = rest.trim().split(/\s+/).map(countOf)
    return [
      {
        interface: `${namespace}/${name}`,
        rxBytes: numbers[0] ?? 0,
        rxPackets: numbers[1] ?? 0,
        rxDropped: numbers[3] ?? 0,
        txBytes: numbers[8] ?? 0,
        txPackets: numbers[9] ?? 0,
        txDropped: numbers[11] ?? 0,
      },
    ]
  })
}

/** The kernel counts in 64 bits, messages in 53. */
function countOf(text = ''): number {
  return Math.min(Number(text), Number.MAX_SAFE_INTEGER)
}
