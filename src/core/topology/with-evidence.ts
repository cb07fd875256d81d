import { ruleKey, type KnownCounters } from './counters'
import type { Connection, FilterRule, NatRule, Topology } from './topology'

/** The map with the newest counters in its rules; the map itself when nothing was counted since it was read. */
export function withCounters(topology: Topology, { rules }: KnownCounters): Topology {
  if (rules.size === 0) return topology
  const count = <Rule extends NatRule | FilterRule>(rule: Rule, table: 'nat' | FilterRule['table']): Rule => {
    const { namespace, text, ipVersion = 4 } = rule
    const known = rules.get(ruleKey({ namespace, table, ipVersion, text }))
    return known === undefined ? rule : { ...rule, counters: { packets: known.packets, bytes: known.bytes } }
  }
  const { natRules, filterRules } = topology
  return {
    ...topology,
    natRules: natRules.map((rule) => count(rule, 'nat')),
    ...(filterRules === undefined ? {} : { filterRules: filterRules.map((rule) => count(rule, rule.table)) }),
  }
}

/** The map with what was learnt of the traffic while it was watched, for a recording. */
export function withEvidence(
  topology: Topology,
  counters: KnownCounters,
  connections: readonly Connection[],
): Topology {
  const counted = withCounters(topology, counters)
  return connections.length === 0 ? counted : { ...counted, connections }
}
