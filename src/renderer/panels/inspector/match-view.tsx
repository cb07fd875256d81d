import { useTranslation } from 'react-i18next'
import type { Journey } from '../../../core/journey/journey'
import type { en } from '../../i18n/en'
import { matchReasonInJapanese } from '../../i18n/match-reasons-in-japanese'
import { usePacketName } from '../../parts/use-packet-name'
import type { JourneyHistory } from '../../state/journey-history'

type EvidenceWord = keyof typeof en.evidence

/** How surely the sightings are one packet, what says so, and what else they could be. */
export function MatchView({ journey, history }: { readonly journey: Journey; readonly history: JourneyHistory }) {
  const { t, i18n } = useTranslation()
  const name = usePacketName()
  const { match } = journey
  if (journey.sightings.length < 2) return null
  const evidence = match.evidence.map((word) => (word in evidenceWords ? t(`evidence.${word as EvidenceWord}`) : word))
  const others = match.alternatives.map((id) => history.byId(id)).filter((other) => other !== null)
  return (
    <section className={`match match-${match.confidence}`} aria-label={t('inspector.match')}>
      <p>
        <strong>{t(`inspector.confidence.${match.confidence}`)}</strong>
        {' · '}
        {t('inspector.matchedBy', { evidence: evidence.join(', ') })}
      </p>
      {match.reason !== null && (
        <p className="soft">{i18n.language === 'ja' ? matchReasonInJapanese(match.reason) : match.reason}</p>
      )}
      {others.length > 0 && <p>{t('inspector.alternatives', { packets: others.map(name).join(', ') })}</p>}
    </section>
  )
}

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
