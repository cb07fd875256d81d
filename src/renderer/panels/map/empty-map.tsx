import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'
import { CopyCommand } from '../../parts/copy-command'
import { EmptyState } from '../../parts/empty-state'
import { useActions, useScreen } from '../../state/screen-context'

/** Why there is no map, and what brings one. */
export function EmptyMap() {
  const { t } = useTranslation()
  const actions = useActions()
  const isRecording = useScreen((state) => state.source.kind === 'recording')
  const connection = useScreen((state) => state.connection)
  const command = useScreen((state) => state.missing?.find((problem) => problem.command !== null)?.command ?? null)
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
        <EmptyState icon="mark" title={t('map.emptyTitle')}>
          <p>{t('map.emptyText')}</p>
          {command !== null && <CopyCommand command={command} />}
          <Button disabled={connection !== 'connected'} onClick={() => void actions.discover()}>
            {t('map.discover')}
          </Button>
        </EmptyState>
      )}
    </section>
  )
}
