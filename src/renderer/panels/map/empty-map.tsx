import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'
import { EmptyState } from '../../parts/empty-state'
import { isLiveImpossible } from '../../state/list-checks'
import { useActions, useScreen } from '../../state/screen-context'
import { FirstSteps } from '../hints/first-steps'
import { useChecks } from '../hints/use-checks'

/** Why there is no map, and what brings one. */
export function EmptyMap() {
  const { t } = useTranslation()
  const isRecording = useScreen((state) => state.source.kind === 'recording')
  const connection = useScreen((state) => state.connection)
  const isReading = useScreen((state) => state.hello === null || state.isOpening || !state.isDiscovered)
  return (
    <section className="map" aria-label={t('map.label')}>
      {isRecording ? (
        <EmptyState icon="film" title={t('map.noMapTitle')}>
          {t('map.noMapText')}
        </EmptyState>
      ) : isReading && connection !== 'lost' ? (
        <EmptyState
          icon="mark"
          title={connection === 'connecting' ? t('connection.connecting') : t('map.readingTitle')}
        >
          {t('map.readingText')}
        </EmptyState>
      ) : (
        <NothingFound />
      )}
    </section>
  )
}

function NothingFound() {
  const { t } = useTranslation()
  const actions = useActions()
  const checks = useChecks()
  const isConnected = useScreen((state) => state.connection === 'connected')
  if (isConnected && isLiveImpossible(checks)) {
    return (
      <div className="map-empty">
        <FirstSteps checks={checks} />
      </div>
    )
  }
  return (
    <EmptyState icon="mark" title={t('map.emptyTitle')}>
      <p>{t('map.emptyText')}</p>
      <Button disabled={!isConnected} onClick={() => void actions.discover()}>
        {t('map.discover')}
      </Button>
    </EmptyState>
  )
}
