import { useTranslation } from 'react-i18next'
import { focusRegion, type Region } from '../commands/focus-region'

const regions = ['map', 'player', 'views', 'inspector'] as const satisfies readonly Region[]

/** Ways past what comes first, for those who go by the Tab key; seen only while one has the focus. */
export function SkipLinks() {
  const { t } = useTranslation()
  return (
    <nav className="skip-links" aria-label={t('skip.label')}>
      {regions.map((region) => (
        <button key={region} type="button" className="button button-primary" onClick={() => focusRegion(region)}>
          {t(`skip.${region}`)}
        </button>
      ))}
    </nav>
  )
}
