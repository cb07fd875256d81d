import type { FilterRule, NamespaceId } from '../../core/topology/topology'
import { parseRule } from './parse-rule'

const actions: Readonly<Record<string, FilterRule['action']>> = {
  ACCEPT: 'accept',
  DROP: 'drop',
  REJECT: 'reject',
  RETURN: 'return',
}

/**
 * Reads `iptables-save -c` (or ip6tables-save): the rules of tables raw, mangle and filter in the order in which they are
 * printed, with the policies of built-in chains; null when it holds no table. Total: what is neither is skipped.
 */
export function parseFilterRules(text: string, namespace: NamespaceId, ipVersion: 4 | 6): FilterRule[] | null {
  let table: FilterRule['table'] | null = null
  let hasTable = false
  const rules: Omit<FilterRule, 'namespace'>[] = []
  const chains = new Set<string>()
  for (const line of text.split('\n')) {
    const [, name] = /^\*(\w+)/.exec(line) ?? []
    if (name !== undefined) {
      hasTable = true
      table = name === 'raw' || name === 'mangle' || name === 'filter' ? name : null
    }
    if (table === null) continue
    const [, chain, policy, packets, bytes] = /^:(\S+) (\S+)(?: \[(\d+):(\d+)\])?/.exec(line) ?? []
    if (chain !== undefined && policy !== undefined) {
      chains.add(`${table} ${chain}`)
      const action = actions[policy]
      // A chain of the user's own has no policy: iptables-save prints a dash.
      if (action === undefined) continue
      const counters = packets === undefined ? null : { packets: Number(packets), bytes: Number(bytes) }
      const text = `:${chain} ${policy}`
      rules.push({ ...anything, table, chain, action, target: policy, isPolicy: true, text, counters })
      continue
    }
    const listing = parseRule(line)
    if (listing === null) continue
    const { target, condition, counters } = listing
    const action = actions[target] ?? (chains.has(`${table} ${target}`) ? 'jump' : 'other')
    rules.push({
      ...condition,
      table,
      chain: listing.chain,
      action,
      target,
      isPolicy: false,
      text: listing.text,
      counters,
    })
  }
  if (!hasTable && text.trim() !== '') return null
  return rules.map((rule) => ({ ...rule, namespace, ...(ipVersion === 6 ? { ipVersion } : {}) }))
}

const anything = { source: null, destination: null, inInterface: null, outInterface: null, protocol: null }
