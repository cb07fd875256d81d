import type { NamespaceId, NatCondition, NatHook, NatRule, NatWay } from '../../core/topology/topology'
import { parseRule, type RuleListing } from './parse-rule'

const hooks: readonly NatHook[] = ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING']
/** Jumps nest at most this deep; the kernel refuses loops, a hostile listing may hold them. */
const maximumDepth = 16
/** More ways through the chains than any real table has. */
const maximumWays = 4096
const maximumExceptions = 64

const kinds: Readonly<Record<string, NatRule['kind']>> = {
  MASQUERADE: 'masquerade',
  SNAT: 'snat',
  DNAT: 'dnat',
  REDIRECT: 'redirect',
}

/**
 * Reads `iptables-save -t nat -c` (or ip6tables-save): the rules that translate, each with the ways by which packets
 * come to it. Rules that no built-in chain leads to are left out. Total: what is no rule is skipped.
 */
export function parseNatRules(text: string, namespace: NamespaceId, ipVersion: 4 | 6): NatRule[] {
  const listings = text.split('\n').flatMap((line) => parseRule(line) ?? [])
  const chains = new Map<string, RuleListing[]>()
  for (const listing of listings) {
    const chain = chains.get(listing.chain)
    if (chain === undefined) chains.set(listing.chain, [listing])
    else chain.push(listing)
  }
  const ways = findWays(chains)
  return listings.flatMap((listing) => {
    const found = ways.get(listing)
    return found === undefined ? [] : [describeRule(listing, namespace, ipVersion, found)]
  })
}

function findWays(chains: ReadonlyMap<string, readonly RuleListing[]>): Map<RuleListing, NatWay[]> {
  const ways = new Map<RuleListing, NatWay[]>()
  let count = 0
  // An ACCEPT inside a chain that was jumped to ends the whole walk; that it also shields later rules of the calling
  // chain is not modelled, since it would need conditions joined by "and" within an exception.
  const walk = (hook: NatHook, name: string, jumps: readonly NatCondition[], before: readonly NatCondition[]): void => {
    const exceptions = [...before]
    for (const listing of chains.get(name) ?? []) {
      if (kindOf(listing) !== null) {
        count += 1
        if (count > maximumWays) return
        const way: NatWay = { hook, jumps, exceptions: [...exceptions] }
        const known = ways.get(listing)
        if (known === undefined) ways.set(listing, [way])
        else known.push(way)
      } else if (listing.target === 'RETURN' || listing.target === 'ACCEPT') {
        if (exceptions.length < maximumExceptions) exceptions.push(listing.condition)
        else exceptions[maximumExceptions] = { ...listing.condition, unmodelled: ['further exceptions'] }
      } else if (chains.has(listing.target) && jumps.length < maximumDepth && count <= maximumWays) {
        count += 1
        walk(hook, listing.target, [...jumps, listing.condition], exceptions)
        if (listing.isGoto) exceptions.push(listing.condition)
      }
    }
  }
  for (const hook of hooks) walk(hook, hook, [], [])
  return ways
}

function kindOf(listing: RuleListing): NatRule['kind'] | null {
  return Object.hasOwn(kinds, listing.target) ? kinds[listing.target]! : null
}

function describeRule(
  listing: RuleListing,
  namespace: NamespaceId,
  ipVersion: 4 | 6,
  ways: readonly NatWay[],
): NatRule {
  const { chain, text, condition, to, counters } = listing
  const isPlain = ways.length === 1 && ways[0]!.jumps.length === 0 && ways[0]!.exceptions.length === 0
  return {
    namespace,
    chain,
    kind: kindOf(listing) ?? 'masquerade',
    text,
    ...condition,
    to,
    counters,
    ...(ipVersion === 6 ? { ipVersion } : {}),
    ...(isPlain ? {} : { ways }),
  }
}
