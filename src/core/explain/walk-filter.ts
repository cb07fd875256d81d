import { matchCondition, type Answer } from '../topology/match-nat-rule'
import type { FilterRule, InterfaceId, NamespaceId, Topology } from '../topology/topology'

/** A packet as a chain of table raw, mangle or filter sees it. */
export interface FilterPacket {
  readonly source: string
  readonly destination: string
  readonly inInterface: InterfaceId | null
  readonly outInterface: InterfaceId | null
  readonly protocol: string | null
  readonly destinationPort: number | null
  readonly ipVersion: 4 | 6
  /** The states that conntrack may give it: `NEW`, `ESTABLISHED`, `RELATED`. */
  readonly states: readonly string[]
}

/** A rule at which a packet ends, or may end. */
export interface FilterStop {
  readonly rule: FilterRule
  /** The jumps that lead to its chain, outermost first. */
  readonly jumps: readonly FilterRule[]
  /** Every condition on the way is modelled and holds, and nothing before may have let the packet through. */
  readonly isCertain: boolean
  /** Conditions that are not modelled, of the rule and of the jumps. */
  readonly unmodelled: readonly string[]
}

/** What became of a packet in the built-in chain of one table. */
export interface FilterWalk {
  /** Rules and policies that drop or reject, in the order in which the kernel asks them. */
  readonly stops: readonly FilterStop[]
  /** What surely lets it through; null when it surely does not, or when no rule of the chain was read. */
  readonly accepts: FilterRule | null
}

/** Jumps deeper than any real rule set: chains in a loop, which the kernel refuses, end here. */
const deepest = 32

/** Takes a packet through a built-in chain: rules in order, jumps and RETURN, then the policy. */
export function walkFilter(
  topology: Topology,
  namespace: NamespaceId,
  table: FilterRule['table'],
  chain: string,
  packet: FilterPacket,
): FilterWalk {
  const rules = (topology.filterRules ?? []).filter((rule) => {
    return rule.namespace === namespace && rule.table === table && (rule.ipVersion ?? 4) === packet.ipVersion
  })
  const chains = new Map<string, FilterRule[]>()
  for (const rule of rules) chains.set(rule.chain, [...(chains.get(rule.chain) ?? []), rule])
  const walk = new Walk(topology, namespace, chains, packet)
  walk.through(chain, [], [])
  return { stops: walk.stops, accepts: walk.accepts }
}

class Walk {
  readonly stops: FilterStop[] = []
  accepts: FilterRule | null = null
  /** Nothing so far may have ended the packet's way. */
  private isSure = true

  constructor(
    private readonly topology: Topology,
    private readonly namespace: NamespaceId,
    private readonly chains: ReadonlyMap<string, readonly FilterRule[]>,
    private readonly packet: FilterPacket,
  ) {}

  /** True when the packet's way surely ended in the chain. */
  through(chain: string, jumps: readonly FilterRule[], unmodelled: readonly string[]): boolean {
    if (jumps.length > deepest) return false
    const rules = this.chains.get(chain) ?? []
    for (const rule of rules) {
      if (rule.isPolicy) continue
      const answer = this.match(rule)
      if (answer === 'no') continue
      const open = answer === 'maybe' ? [...unmodelled, ...(rule.unmodelled ?? [])] : unmodelled
      const isHere = answer === 'yes'
      switch (rule.action) {
        case 'other':
          break
        case 'jump':
          if (this.enter(rule, jumps, open, isHere)) return true
          break
        case 'return':
          if (isHere) return false
          this.isSure = false
          break
        case 'accept':
          if (isHere) {
            this.accepts = rule
            return true
          }
          this.isSure = false
          break
        case 'drop':
        case 'reject':
          this.stop(rule, jumps, open, isHere)
          if (isHere) return true
      }
    }
    const policy = jumps.length === 0 ? rules.find(({ isPolicy }) => isPolicy) : undefined
    if (policy === undefined) return false
    if (policy.action === 'drop' || policy.action === 'reject') this.stop(policy, jumps, unmodelled, true)
    else this.accepts = policy
    return true
  }

  private enter(
    rule: FilterRule,
    jumps: readonly FilterRule[],
    unmodelled: readonly string[],
    isHere: boolean,
  ): boolean {
    const wasSure = this.isSure
    if (!isHere) this.isSure = false
    const acceptedBefore = this.accepts
    const isEnd = this.through(rule.target, [...jumps, rule], unmodelled)
    if (isHere) return isEnd
    // Whether it was in there is unknown: what follows is only sure when nothing in there could end its way.
    this.accepts = acceptedBefore
    this.isSure = wasSure && !isEnd && this.stops.every(({ jumps: way }) => !way.includes(rule))
    return false
  }

  private stop(rule: FilterRule, jumps: readonly FilterRule[], unmodelled: readonly string[], isHere: boolean): void {
    this.stops.push({ rule, jumps, isCertain: this.isSure && isHere, unmodelled })
    if (!isHere) this.isSure = false
  }

  private match(rule: FilterRule): Answer {
    const { packet } = this
    const answer = matchCondition(this.topology, this.namespace, rule, packet)
    if (answer !== 'maybe') return answer
    const answers = (rule.unmodelled ?? []).map((condition) => matchState(condition, packet.states))
    if (answers.includes('no')) return 'no'
    return answers.every((each) => each === 'yes') ? 'yes' : 'maybe'
  }
}

/** `--ctstate RELATED,ESTABLISHED` (xt_conntrack) and `--state …` (xt_state), by the states that the packet may have. */
function matchState(condition: string, states: readonly string[]): Answer {
  const [, negation, list] = /^(! )?--(?:ct)?state ([A-Z,]+)$/.exec(condition) ?? []
  if (list === undefined) return 'maybe'
  const wanted = list.split(',')
  const holds = states.map((state) => wanted.includes(state) !== (negation !== undefined))
  if (holds.every(Boolean)) return 'yes'
  return holds.some(Boolean) ? 'maybe' : 'no'
}
