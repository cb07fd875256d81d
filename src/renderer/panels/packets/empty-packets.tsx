import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/empty-state'
import { useScreen, useTrace } from '../../state/screen-context'

/** Why the list is empty and what fills it. */
export function EmptyPackets() {
  const { t } = useTranslation()
  const filter = useScreen((state) => state.filter.trim())
  const source = useScreen((state) => state.source.kind)
  const isCapturing = useScreen((state) => state.status.state === 'live')
  const isEmpty = useTrace().history.size === 0
  if (!isEmpty) return <EmptyState icon="search" title={t('packets.emptyFilter', { filter })} />
  if (source === 'recording') return <EmptyState icon="film" title={t('packets.emptyRecording')} />
  return (
    <EmptyState icon="live" title={t('packets.emptyLive')}>
      {isCapturing ? t('packets.emptyLiveText') : t('packets.emptyIdleText')}
    </EmptyState>
  )
}
