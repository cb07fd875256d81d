import { useTranslation } from 'react-i18next'
import type { Journey } from '../../../core/journey/journey'
import type { JourneyHistory } from '../../state/journey-history'
import { usePick } from '../../state/use-pick'
import { matchSentence } from './match-sentence'
import { useActContext } from './use-act-context'

/** How surely the sightings are one packet, what says so, and what else they could be. */
export function MatchView({ journey, history }: { readonly journey: Journey; readonly history: JourneyHistory }) {
  const { t, i18n } = useTranslation()
  const pick = usePick()
  const context = useActContext()
  const { match } = journey
  if (journey.sightings.length < 2) return null
  const [sentence, ...more] = matchSentence(journey, { ...context, language: i18n.language })
  const others = match.alternatives.filter((id) => history.byId(id) !== null)
  return (
    <section className={`match match-${match.confidence}`} aria-label={t('inspector.match')}>
      <p>{sentence}</p>
      {more.map((line) => (
        <p key={line} className="soft">
          {line}
        </p>
      ))}
      {others.length > 0 && (
        <p className="match-others">
          {others.map((id) => (
            <button key={id} type="button" className="chip" onClick={() => pick(id, null)}>
              {context.packetName(id)}
            </button>
          ))}
        </p>
      )}
    </section>
  )
}
