import type { FilterRule } from '../topology/topology'
import { commandIn, isWindows, placeName } from './confirming-commands'
import type { ExplainContext } from './explain-context'
import { evidence, type Explanation, type ExplanationEvidence, type Likelihood } from './explanation'
import type { Decision } from './trace-passage'
import { walkFilter, type FilterPacket, type FilterStop, type FilterWalk } from './walk-filter'

interface Asked {
  readonly table: FilterRule['table']
  readonly chain: string
  readonly packet: FilterPacket
}

/** Takes a decision's packet through raw, mangle and filter as the kernel would, in its order (netfilter's hooks). */
export function checkFilter(decision: Decision, context: ExplainContext): readonly Explanation[] {
  const { topology } = context
  const { namespace } = decision
  if (isWindows(topology, namespace)) return []
  if (topology.filterRules === undefined) return [unknownRules(decision, context)]
  const local = decision.isLocal || decision.out === null
  const asked: Asked[] = [
    { table: 'raw', chain: 'PREROUTING', packet: decision.arrived },
    { table: 'mangle', chain: 'PREROUTING', packet: decision.arrived },
    { table: 'mangle', chain: local ? 'INPUT' : 'FORWARD', packet: decision.packet },
    { table: 'filter', chain: local ? 'INPUT' : 'FORWARD', packet: decision.packet },
  ]
  const found: Explanation[] = []
  let lastWalk: FilterWalk | null = null
  for (const { table, chain, packet } of asked) {
    lastWalk = walkFilter(topology, namespace, table, chain, packet)
    for (const stop of lastWalk.stops) found.push(explainStop(stop, decision, context))
    if (lastWalk.stops.some(({ isCertain }) => isCertain)) return found
  }
  if (lastWalk?.accepts && lastWalk.stops.length === 0) found.push(letThrough(lastWalk.accepts, decision, context))
  return found
}

function explainStop(stop: FilterStop, decision: Decision, context: ExplainContext): Explanation {
  const { rule, jumps, unmodelled } = stop
  const { table, text, chain } = rule
  const details: ExplanationEvidence[] = []
  if (rule.isPolicy) details.push(evidence('policy', { chain, rule: text }))
  else if (unmodelled.length > 0) {
    details.push(evidence('ruleMaybe', { table, rule: text, conditions: unmodelled.join(' ') }))
  } else details.push(evidence('rule', { table, rule: text }))
  if (jumps.length > 0) details.push(evidence('way', { rules: jumps.map((jump) => jump.text).join('  →  ') }))
  details.push(...counterEvidence(rule, context))
  const isDirect = table === 'raw' && isDockersOwn(rule)
  if (isDirect) details.push(evidence('dockerDirect'))
  if (decision.isBridged) details.push(evidence('bridged'))
  return {
    kind: isDirect ? 'raw-drop' : rule.action === 'reject' ? 'filter-reject' : 'filter-drop',
    likelihood: likelihoodOf(stop, decision, details),
    namespace: decision.namespace,
    interface: decision.in.id,
    evidence: details,
    commands: listChain(rule, context),
  }
}

function likelihoodOf(stop: FilterStop, decision: Decision, details: readonly ExplanationEvidence[]): Likelihood {
  const has = (code: ExplanationEvidence['code']): boolean => details.some((each) => each.code === code)
  if (!stop.isCertain) return has('counterGrew') ? 'likely' : 'possible'
  return has('counterZero') || (decision.isBridged && !has('counterGrew')) ? 'likely' : 'certain'
}

/** `-A PREROUTING -d 172.17.0.2/32 ! -i docker0 -j DROP`, as dockerd 28 and newer write it. */
function isDockersOwn(rule: FilterRule): boolean {
  return (
    rule.chain === 'PREROUTING' &&
    rule.action === 'drop' &&
    rule.inInterface?.isNegated === true &&
    rule.destination !== null &&
    !rule.destination.isNegated
  )
}

function counterEvidence(rule: FilterRule, { earlier }: ExplainContext): readonly ExplanationEvidence[] {
  if (rule.counters === null) return []
  const after = rule.counters.packets
  const before = earlier?.filterRules?.find((each) => {
    return each.namespace === rule.namespace && each.table === rule.table && each.text === rule.text
  })?.counters?.packets
  if (before !== undefined && after > before) return [evidence('counterGrew', { before, after })]
  return [after === 0 ? evidence('counterZero') : evidence('counter', { packets: after })]
}

function letThrough(rule: FilterRule, decision: Decision, context: ExplainContext): Explanation {
  const { table, chain, text } = rule
  return {
    kind: 'filter-drop',
    likelihood: 'ruled-out',
    namespace: decision.namespace,
    interface: decision.in.id,
    evidence: [evidence('accepts', { table, chain, rule: text })],
    commands: listChain(rule, context),
  }
}

function unknownRules({ namespace, in: nic }: Decision, { topology }: ExplainContext): Explanation {
  return {
    kind: 'filter-drop',
    likelihood: 'possible',
    namespace,
    interface: nic.id,
    evidence: [evidence('rulesUnknown', { place: placeName(topology, namespace) })],
    commands: commandIn(topology, namespace, ['iptables-save', '-c']),
  }
}

function listChain({ namespace, table, chain, ipVersion }: FilterRule, { topology }: ExplainContext) {
  const program = ipVersion === 6 ? 'ip6tables' : 'iptables'
  return commandIn(topology, namespace, [program, '-t', table, '-L', chain, '-v', '-n', '--line-numbers'])
}
