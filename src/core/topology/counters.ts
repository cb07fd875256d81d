import type { InterfaceId, NamespaceId, NatRule } from './topology'

/** What one rule of iptables has matched since it was made. Table nat counts only the first packet of a connection. */
export interface RuleCounter {
  readonly namespace: NamespaceId
  readonly table: 'raw' | 'mangle' | 'nat' | 'filter'
  readonly ipVersion: 4 | 6
  /** The very rule as `iptables-save` prints it, without counters; `:FORWARD DROP` for a policy. */
  readonly text: string
  readonly packets: number
  readonly bytes: number
}

/** What an interface has received and sent since it was made, as `/proc/net/dev` says it. */
export interface InterfaceCounter {
  readonly interface: InterfaceId
  readonly rxPackets: number
  readonly rxBytes: number
  readonly rxDropped: number
  readonly txPackets: number
  readonly txBytes: number
  readonly txDropped: number
}

/** Counters as they were read together; those of a message are only the ones that have changed. */
export interface Counters {
  readonly rules: readonly RuleCounter[]
  readonly interfaces: readonly InterfaceCounter[]
}

/** The newest counters of everything that was ever read, to be looked up: rules by `ruleKey`, interfaces by id. */
export interface KnownCounters {
  readonly rules: ReadonlyMap<string, RuleCounter>
  readonly interfaces: ReadonlyMap<InterfaceId, InterfaceCounter>
}

/** Before anything was counted. */
export const noCounters: KnownCounters = { rules: new Map(), interfaces: new Map() }

/** More rules or interfaces than any machine has; what comes beyond is not kept. */
const maximumCounters = 65_536

/** The known counters with newer ones in their place. */
export function addCounters(known: KnownCounters, newer: Counters): KnownCounters {
  return {
    rules: addAll(known.rules, newer.rules, ruleKey),
    interfaces: addAll(known.interfaces, newer.interfaces, (counter) => counter.interface),
  }
}

function addAll<Item>(known: ReadonlyMap<string, Item>, newer: readonly Item[], keyOf: (item: Item) => string) {
  if (newer.length === 0) return known
  const all = new Map(known)
  for (const item of newer) {
    const key = keyOf(item)
    if (all.size < maximumCounters || all.has(key)) all.set(key, item)
  }
  return all
}

/** The known counters as a message. */
export function listCounters({ rules, interfaces }: KnownCounters): Counters {
  return { rules: [...rules.values()], interfaces: [...interfaces.values()] }
}

/** What tells one rule from all others of all namespaces; two that read alike count as one. */
export function ruleKey({ namespace, table, ipVersion, text }: Omit<RuleCounter, 'packets' | 'bytes'>): string {
  return `${namespace} ${table} ${ipVersion} ${text}`
}

/** What a rule of table nat has counted: as it was read last, else as it was when the map was read; null when nobody knows. */
export function natCounter(known: KnownCounters, rule: NatRule): NatRule['counters'] {
  const { namespace, text, ipVersion = 4 } = rule
  return known.rules.get(ruleKey({ namespace, table: 'nat', ipVersion, text })) ?? rule.counters
}
