import type { TFunction } from 'i18next'
import type { Journey } from '../../../core/journey/journey'
import type { en } from '../../i18n/en'
import { matchReasonInJapanese } from '../../i18n/match-reasons-in-japanese'

type EvidenceWord = keyof typeof en.evidence

const evidenceWords: Readonly<Record<EvidenceWord, true>> = {
  addresses: true,
  ipId: true,
  sequence: true,
  icmpId: true,
  payload: true,
  ports: true,
  tcpSequence: true,
  quote: true,
  ttl: true,
  topology: true,
  order: true,
}

/** How surely a packet's sightings are one packet, what says so, why it is not certain, and what else they could be. */
export function matchSentence(
  { match }: Journey,
  source: { readonly t: TFunction; readonly language: string; readonly packetName: (id: number) => string },
): readonly string[] {
  const { t, language, packetName } = source
  const evidence = match.evidence.map((word) => (word in evidenceWords ? t(`evidence.${word as EvidenceWord}`) : word))
  const lines = [
    `${t(`inspector.confidence.${match.confidence}`)} · ${t('inspector.matchedBy', { evidence: evidence.join(t('app.comma')) })}`,
  ]
  if (match.reason !== null) lines.push(language === 'ja' ? matchReasonInJapanese(match.reason) : match.reason)
  if (match.alternatives.length > 0) {
    lines.push(t('inspector.alternatives', { packets: match.alternatives.map(packetName).join(t('app.comma')) }))
  }
  return lines
}
