import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useScreen } from '../state/screen-context'
import { useRecordingTitle } from './top-bar/use-recording-title'

/** The window's and the browser tab's title: what is shown, then Hopscope. */
export function useDocumentTitle(): void {
  const { t } = useTranslation()
  const title = useRecordingTitle()
  const shown = useScreen(({ source, status }) =>
    source.kind === 'recording' ? source : status.state === 'live' ? true : null,
  )
  const text = shown === null ? '' : shown === true ? t('topBar.live') : title(shown)
  useEffect(() => {
    document.title = text === '' ? 'Hopscope' : `${text} · Hopscope`
  }, [text])
}
