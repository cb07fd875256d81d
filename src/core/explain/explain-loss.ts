import type { Journey } from '../journey/journey'
import { checkErrors } from './check-errors'
import { checkFilter } from './check-filter'
import { checkLink, downInterface, explainArp } from './check-link'
import { checkRouting } from './check-routing'
import { checkWindows } from './check-windows'
import { commandIn, named, placeName } from './confirming-commands'
import type { ExplainContext } from './explain-context'
import { evidence, type Explanation, type ExplanationEvidence, type Likelihood } from './explanation'
import { isAnswer, tracePassage, type Passage } from './trace-passage'

/** Whether there is something to explain: a packet that was lost, refused or expired, or a ping that arrived in vain. */
export function isUnfortunate({ kind, verdict }: Journey): boolean {
  switch (verdict.kind) {
    case 'lost':
    case 'rejected':
    case 'expired':
      return true
    case 'delivered':
      // A request that was answered says so; one that is only delivered waits for ever.
      return kind === 'echo-request'
    case 'answered':
    case 'in-flight':
      return false
  }
}

/**
 * Why a packet did not arrive, the surest reason first and what was ruled out last; empty when it did, or when it was
 * seen nowhere.
 */
export function explainLoss(journey: Journey, context: ExplainContext): readonly Explanation[] {
  if (!isUnfortunate(journey) || journey.sightings.length === 0) return []
  const passage = tracePassage(journey, context)
  if (journey.kind === 'arp') return rank(explainArp(journey, passage, context))
  const told = checkErrors(journey, passage, context)
  // An error says what happened; nothing has to be guessed.
  if (told.length > 0) return rank(told)
  const found = [...walkOn(passage, context), ...endings(journey, passage, context)]
  const isExplained = found.some(({ likelihood, kind }) => likelihood !== 'ruled-out' && kind !== 'late')
  if (!isExplained) found.push(...unread(passage, context))
  return rank(found.map((each) => withPlace(each, journey, passage, context)))
}

/** Every decision and link after the last sighting, in the order in which the packet meets them. */
function walkOn(passage: Passage, context: ExplainContext): readonly Explanation[] {
  const { decisions, crossings, silent, place } = passage
  const found: Explanation[] = []
  const startsWithLink = place !== null && crossings[0]?.from.id === place.id && decisions[0]?.out?.id !== place.id
  if (startsWithLink) found.push(...checkLink(crossings[0]!, passage, context))
  for (const [index, decision] of decisions.entries()) {
    const filter = checkFilter(decision, context)
    found.push(...filter.filter(isRaw), ...checkRouting(decision, passage, context), ...filter.filter((e) => !isRaw(e)))
    found.push(...checkWindows(decision, context))
    const crossing = crossings[index + (startsWithLink ? 1 : 0)]
    if (crossing !== undefined) found.push(...checkLink(crossing, passage, context))
    else if (decision.out !== null)
      found.push(
        ...checkLink({ from: decision.out, nextHop: decision.nextHop, path: [decision.out] }, passage, context),
      )
  }
  if (silent !== null && !silent.isUp && !found.some(({ kind }) => kind === 'interface-down')) {
    found.push(downInterface(context.topology, silent))
  }
  return found
}

function isRaw({ kind, evidence: details }: Explanation): boolean {
  return kind === 'raw-drop' || details.some(({ values }) => values['table'] === 'raw')
}

/** What can be said of a way that nobody watches to its end. */
function endings(journey: Journey, passage: Passage, { topology }: ExplainContext): readonly Explanation[] {
  const { edge, uncaptured, silent, place, last, decisions } = passage
  const found: Explanation[] = []
  const blind = uncaptured[0]
  const end = decisions.at(-1)
  if (place === null) {
    const where = { interface: last.point.interfaceName, place: last.point.namespace ?? last.point.machine ?? '?' }
    found.push(ending('not-captured', 'certain', null, null, [evidence('nothingBeyond', where)]))
  } else if (silent === null && edge !== null && blind === undefined) {
    const commands = commandIn(topology, edge.namespace, ['traceroute', '-n', '-I', last.packet.destination])
    const details = [evidence('nothingBeyond', named(topology, edge))]
    found.push({ ...ending('not-captured', 'certain', edge.namespace, edge.id, details), commands })
  } else if (blind !== undefined) {
    const commands =
      blind.captureName === null ? [] : commandIn(topology, blind.namespace, ['tcpdump', '-n', '-i', blind.captureName])
    const details = [evidence('notCaptured', named(topology, blind))]
    found.push({
      ...ending('not-captured', silent === null ? 'certain' : 'possible', blind.namespace, blind.id, details),
      commands,
    })
  }
  if (silent !== null && place !== null && blind === undefined && end === undefined) {
    const commands = commandIn(topology, silent.namespace, ['ip', '-s', 'link', 'show', 'dev', silent.name], false)
    found.push({ ...ending('lost-on-link', 'likely', place.namespace, place.id, [evidence('bothEnds')]), commands })
  }
  if (journey.verdict.kind === 'delivered' && end?.isLocal === true) {
    const address = end.packet.destination
    const details = [evidence('arrived', { address, ...named(topology, end.in) }), evidence('noReply')]
    found.push(ending('reply-lost', 'likely', end.namespace, end.in.id, details))
  }
  if (journey.verdict.kind === 'lost') {
    const details = [evidence('stillWaiting', { interface: last.point.interfaceName })]
    found.push(ending('late', 'possible', null, null, details))
  }
  return found
}

/** All that was checked lets the packet through, and yet it did not come out. */
function unread({ decisions, place }: Passage, { topology }: ExplainContext): readonly Explanation[] {
  const namespace = decisions[0]?.namespace ?? place?.namespace
  if (namespace === undefined) return []
  const details = [evidence('nothingExplains', { place: placeName(topology, namespace) })]
  const commands = commandIn(topology, namespace, ['nft', 'list', 'ruleset'])
  return [{ ...ending('unread', 'possible', namespace, decisions[0]?.in.id ?? null, details), commands }]
}

function ending(
  kind: Explanation['kind'],
  likelihood: Likelihood,
  namespace: string | null,
  nic: string | null,
  details: readonly ExplanationEvidence[],
): Explanation {
  return { kind, likelihood, namespace, interface: nic, evidence: details, commands: [] }
}

/** Adds what all share: where the packet was seen last, and which capture then did not see it. */
function withPlace(
  explanation: Explanation,
  journey: Journey,
  passage: Passage,
  { topology }: ExplainContext,
): Explanation {
  if (explanation.likelihood === 'ruled-out' || explanation.kind === 'late') return explanation
  const { place, silent } = passage
  const shared: ExplanationEvidence[] = []
  if (place !== null) shared.push(evidence('seenLast', named(topology, place)))
  if (silent !== null) shared.push(evidence('notSeenAt', named(topology, silent)))
  if (isAnswer(journey)) shared.push(evidence('isReply'))
  return { ...explanation, evidence: [...explanation.evidence, ...shared] }
}

/** What is seen of a cause, and so stays true beside it. */
const symptoms: ReadonlySet<Explanation['kind']> = new Set(['arp-unanswered'])

const weights: Readonly<Record<Likelihood, number>> = { certain: 0, likely: 1, possible: 2, 'ruled-out': 3 }

/** The surest first; of two equals the one that the packet meets first, and an ending after every cause. */
function rank(found: readonly Explanation[]): readonly Explanation[] {
  const weigh = ({ likelihood, kind }: Explanation): number =>
    weights[likelihood] + (kind === 'not-captured' || kind === 'late' ? 0.5 : 0)
  const sorted = found.toSorted((a, b) => weigh(a) - weigh(b))
  // A packet ends once: of two certain causes only the one that it meets first can be it.
  const first = sorted[0]
  const weighed = sorted.map((each) => {
    const isSecond = each !== first && each.likelihood === 'certain' && first?.likelihood === 'certain'
    return isSecond && !symptoms.has(each.kind) ? { ...each, likelihood: 'possible' as const } : each
  })
  return weighed.toSorted((a, b) => weigh(a) - weigh(b))
}
