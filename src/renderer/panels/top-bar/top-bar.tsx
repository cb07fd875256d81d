import { useTranslation } from 'react-i18next'
import { useActions, usePreference, useScreen, useScreenContext } from '../../state/screen-context'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { RecordButton } from '../record/record-button'
import { CaptureMenu } from './capture-menu'
import { OriginPicker } from './origin-picker'
import { RecordingsMenu } from './recordings-menu'
import { SourceIndicator } from './source-indicator'
import { TargetPicker } from './target-picker'
import { ThemeMenu } from './theme-menu'

/** The bar across the top: what is shown, what to send, what was recorded, how it looks. */
export function TopBar() {
  const { t } = useTranslation()
  const { preferences } = useScreenContext()
  const language = usePreference('language')
  const isEmbedded = useScreen((state) => state.isEmbedded)
  return (
    <header className="top-bar" aria-label={t('topBar.label')}>
      <h1 className="brand">
        <Icon name="mark" size={18} />
        <span className="brand-name">Hopscope</span>
      </h1>
      {!isEmbedded && <HomeButton />}
      <SourceIndicator />
      {!isEmbedded && <SendControls />}
      <div className="top-bar-end">
        {!isEmbedded && (
          <>
            <RecordButton />
            <RecordingsMenu />
          </>
        )}
        <Button
          lang={language === 'en' ? 'ja' : 'en'}
          title={t('topBar.languageLabel')}
          onClick={() => preferences.setState({ language: language === 'en' ? 'ja' : 'en' })}
        >
          {t('topBar.language')}
        </Button>
        <ThemeMenu />
      </div>
    </header>
  )
}

function HomeButton() {
  const { t } = useTranslation()
  const actions = useActions()
  const isOpen = useScreen((state) => state.isHomeOpen)
  return (
    <Button
      look="quiet"
      icon="home"
      label={t('home.open')}
      aria-pressed={isOpen}
      onClick={() => actions.set({ isHomeOpen: !isOpen })}
    />
  )
}

function SendControls() {
  const { t } = useTranslation()
  const actions = useActions()
  const isLive = useScreen((state) => state.source.kind === 'live')
  const canSend = useScreen(
    (state) => state.connection === 'connected' && state.from !== null && state.to.trim() !== '',
  )
  const hint = isLive ? {} : { title: t('topBar.liveOnly') }
  return (
    <div className="send-controls" role="group" aria-label={t('topBar.ping')}>
      <OriginPicker />
      <TargetPicker />
      <Button look="primary" disabled={!isLive || !canSend} onClick={() => void actions.ping()} {...hint}>
        {t('topBar.ping')}
      </Button>
      <Button disabled={!isLive || !canSend} onClick={() => void actions.traceRoute()} {...hint}>
        {t('topBar.trace')}
      </Button>
      <CaptureButton isLive={isLive} />
      <CaptureMenu isDisabled={!isLive} />
    </div>
  )
}

function CaptureButton({ isLive }: { readonly isLive: boolean }) {
  const { t } = useTranslation()
  const actions = useActions()
  const session = useScreen((state) => state.status.state)
  const isConnected = useScreen((state) => state.connection === 'connected')
  const isRunning = session === 'live' || session === 'starting'
  return (
    <Button
      icon={isRunning ? 'stop' : 'record'}
      className={isRunning ? 'is-capturing' : ''}
      disabled={!isLive || !isConnected || session === 'stopping'}
      onClick={() => void (isRunning ? actions.stop() : actions.start())}
      {...(isLive ? {} : { title: t('topBar.liveOnly') })}
    >
      <span className="button-text">{isRunning ? t('topBar.stop') : t('topBar.start')}</span>
    </Button>
  )
}
