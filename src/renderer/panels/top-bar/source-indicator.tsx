import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { useRecordingTitle } from './use-recording-title'
import { useActions, useScreen } from '../../state/screen-context'

/** Says in one glance whether the screen shows the network as it is now or a recording. */
export function SourceIndicator() {
  const { t } = useTranslation()
  const source = useScreen((state) => state.source)
  const connection = useScreen((state) => state.connection)
  const session = useScreen((state) => state.status.state)
  const captures = useScreen((state) => state.status.captures.filter((c) => c.state === 'running').length)
  const title = useRecordingTitle()
  const actions = useActions()
  const isEmbedded = useScreen((state) => state.isEmbedded)
  if (source.kind === 'recording') {
    return (
      <span className="indicator indicator-recording" role="status">
        <Icon name="play" size={12} />
        <span className="indicator-text" title={title(source)}>
          {source.title === undefined
            ? t('topBar.recording', { name: title(source) })
            : t('topBar.lesson', { name: title(source) })}
        </span>
        {!isEmbedded && <Button look="quiet" icon="close" label={t('topBar.backToLive')} onClick={actions.showLive} />}
      </span>
    )
  }
  if (connection !== 'connected') {
    return (
      <span className={`indicator indicator-${connection}`} role="status">
        <span className="dot" />
        {connection === 'lost' ? t('topBar.lost') : t('topBar.connecting')}
      </span>
    )
  }
  const text = {
    idle: t('topBar.liveIdle'),
    starting: t('topBar.starting'),
    stopping: t('topBar.stopping'),
    live: captures > 0 ? t('topBar.captures', { count: captures }) : t('topBar.live'),
  }[session]
  return (
    <span className={`indicator indicator-${session}`} role="status">
      <span className="dot" />
      {text}
    </span>
  )
}
