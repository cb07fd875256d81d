import { useTranslation } from 'react-i18next'
import type { Journey } from '../../../core/journey/journey'
import { placeOf } from '../../parts/place-of'

/** Where bridges sent a broadcast besides its way to whom it asks for. */
export function CopiesView({ journey }: { readonly journey: Journey }) {
  const { t } = useTranslation()
  if (journey.copies.length === 0) return null
  return (
    <section className="copies" aria-label={t('hopView.copies')}>
      <h3>{t('hopView.copies')}</h3>
      <p className="soft">{t('hopView.copiesMeaning')}</p>
      <ul>
        {journey.copies.map(({ point, frame }) => (
          <li key={`${point.index} ${frame}`}>
            <span className="mono">{point.interfaceName}</span> <span className="soft">{placeOf(point)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
