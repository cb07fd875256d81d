import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { useActions, useScreen } from '../../state/screen-context'

/** So long without a single frame is worth a word. */
const quietSeconds = 10

/** Says that the captures run and nothing comes by, and what would make something. */
export function QuietHint() {
  const isCapturing = useScreen(({ status }) => status.state === 'live')
  const frames = useScreen(({ status }) => status.captures.reduce((sum, capture) => sum + capture.frames, 0))
  // A new key with each frame begins the waiting anew.
  return isCapturing ? <Quiet key={frames} isFirst={frames === 0} /> : null
}

function Quiet({ isFirst }: { readonly isFirst: boolean }) {
  const { t } = useTranslation()
  const actions = useActions()
  const canSend = useScreen((state) => state.from !== null && state.to.trim() !== '')
  const [isQuiet, setIsQuiet] = useState(false)
  const [isDismissed, setIsDismissed] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsQuiet(true), quietSeconds * 1000)
    return () => clearTimeout(timer)
  }, [])
  // Once something was seen the user knows how.
  if (!isFirst || !isQuiet || isDismissed) return null
  return (
    <div className="map-hint quiet-hint" role="status">
      <Icon name="live" />
      <p>{t('hints.quiet', { count: quietSeconds })}</p>
      <Button disabled={!canSend} onClick={() => void actions.ping()}>
        {t('topBar.ping')}
      </Button>
      <Button look="quiet" icon="close" label={t('app.dismiss')} onClick={() => setIsDismissed(true)} />
    </div>
  )
}
