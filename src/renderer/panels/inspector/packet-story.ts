import { displayFilter } from '../../../core/journey/display-filter'
import type { Journey } from '../../../core/journey/journey'
import { interfaceById } from '../../../core/topology/find-interface'
import { placeOf } from '../../parts/place-of'
import { viewHop } from '../../state/hop-view'
import { listHops, type ClockOffset, type Hop } from '../../state/list-hops'
import { listPieces } from '../../state/list-pieces'
import { lineOf } from '../../state/packet-line'
import type { Trace } from '../../state/trace'
import { actWords, type ActContext } from './act-words'
import { elapsedText } from './elapsed-text'
import { matchSentence } from './match-sentence'
import { pieceText } from './pieces-view'

/** What a story is told from. */
export interface StorySource extends ActContext {
  readonly trace: Trace
  readonly clock: ClockOffset | null
  readonly language: string
  readonly version: string
}

/**
 * A packet's whole way as plain text, for an issue or a message: hop by hop with what each kernel did, tcpdump's lines,
 * how surely it is one packet, and the filter that finds it in Wireshark. The same packet gives the same text.
 */
export function packetStory(journey: Journey, source: StorySource): string {
  const { t, trace, packetName, verdictText } = source
  const first = journey.sightings[0]
  const head = [packetName(journey.id)]
  if (first) head.push(`${first.packet.source || '?'} → ${first.packet.destination || '?'}`)
  head.push(verdictText(journey.verdict))
  const lines = [head.join(' · ')]
  if (journey.sightings.length > 1) lines.push(...matchSentence(journey, source))
  lines.push(`Wireshark: ${displayFilter(journey, trace.history.journeys)}`, '')
  for (const hop of listHops(journey, source.clock)) lines.push(...tellHop(journey, hop, source))
  if (journey.copies.length > 0) {
    const names = journey.copies.map(({ point }) => `${point.interfaceName} (${placeOf(point)})`)
    lines.push(`${t('hopView.copies')}: ${names.join(', ')}`)
  }
  for (const { point, pieces } of listPieces(journey)) {
    const texts = pieces.map((piece) => pieceText(piece, t))
    lines.push(`${t('hopView.pieces')} · ${point.interfaceName}: ${texts.join(' | ')}`)
  }
  lines.push('', `Hopscope ${source.version}`.trim())
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n')}\n`
}

function tellHop(journey: Journey, hop: Hop, source: StorySource): readonly string[] {
  const { t, trace } = source
  if (hop.kind === 'inferred') {
    const nif = interfaceById(trace.topology, hop.interface)
    const place = nif === null ? '' : ` (${source.placeName(nif.namespace)})`
    return [`${hop.number}. ${nif?.name ?? hop.interface}${place} · ${t('inspector.inferred')}`, '']
  }
  const { packet, point } = hop.sighting
  const place = placeOf(point)
  const { time, doubt } = elapsedText(hop.since, t)
  const facts = [`${packet.source || '?'} → ${packet.destination || '?'}`]
  if (packet.ttl >= 0) facts.push(`ttl ${packet.ttl}`)
  if (packet.ipId >= 0) facts.push(`id ${packet.ipId}`)
  const lines = [
    `${hop.number}. ${point.interfaceName}${place === '' ? '' : ` (${place})`} · ${time}${doubt === '' ? '' : ` ${doubt}`}`,
    `   ${facts.join(' · ')}`,
    `   ${lineOf(hop.sighting)}`,
  ]
  for (const { field, from, to } of hop.rewrites) lines.push(`   ≠ ${t(`fields.${field}`)}: ${from} → ${to}`)
  const { topology, connections, history } = trace
  const view = viewHop(journey, hop.index, { topology, connections, journeys: history.journeys })
  for (const act of view?.acts ?? []) {
    const { title, lines: more, evidence } = actWords(act, source)
    lines.push(`   - ${title}${evidence === null ? '' : ` [${evidence.text}]`}`)
    for (const line of more) lines.push(`     ${line.text}`)
  }
  return [...lines, '']
}
