import { Dialog } from 'radix-ui'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../../contract/problems'
import type { LessonContent } from '../../../core/lesson/lesson'
import { canEncode } from '../../lesson-video/export-video'
import { Button } from '../../parts/button'
import { Progress } from '../../parts/progress'
import { saveFile } from '../../parts/save-file'
import { useReturnFocus } from '../../parts/use-return-focus'
import { useThemeName } from '../../parts/use-theme-name'
import { lessonOf } from '../../state/lesson/lesson-state'
import { makeLessonFile, redact, sendFormats, worksheetOf, type SendOptions } from '../../state/lesson/send-lesson'
import { useActions, usePreference, useScreen } from '../../state/screen-context'
import { useLesson, useLessonPlayer } from '../../state/use-lesson'
import { printPage } from './print-page'
import { SendChoices } from './send-choices'

/** How the making of a file stands. */
type Making =
  | { readonly kind: 'idle' }
  | { readonly kind: 'making'; readonly share: number }
  | { readonly kind: 'made'; readonly name: string; readonly bytes: number }

/** Asks how the lesson is to be sent, and makes the file. */
export function SendDialog() {
  const actions = useActions()
  const isOpen = useScreen((state) => state.isSendOpen)
  const hasLesson = useLesson((lesson) => lesson !== null)
  const focus = useReturnFocus()
  return (
    <Dialog.Root open={isOpen && hasLesson} onOpenChange={(open) => actions.set({ isSendOpen: open })}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-veil" />
        <Dialog.Content className="dialog send-dialog" aria-describedby={undefined} {...focus}>
          <SendForm />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function SendForm() {
  const { t } = useTranslation()
  const actions = useActions()
  const player = useLessonPlayer()
  // A lesson's own page is one already.
  const isEmbedded = useScreen((state) => state.isEmbedded)
  const formats = sendFormats.filter((format) => format !== 'html' || !isEmbedded)
  const version = useScreen((state) => state.hello?.version ?? '')
  const duration = useLesson((lesson) => (lesson === null ? 0 : lessonOf(lesson).duration))
  const [options, setOptions] = useState<SendOptions>({
    format: isEmbedded ? 'hopscope' : 'html',
    language: usePreference('language'),
    theme: useThemeName(),
    height: 1080,
    captions: 'burnt-in',
    stretch: { from: 0, to: Math.min(duration, 10_000) },
    hasSolutions: false,
    isRedacted: false,
  })
  const [making, setMaking] = useState<Making>({ kind: 'idle' })
  const [canMp4, setCanMp4] = useState(false)
  const running = useRef<AbortController | null>(null)
  useEffect(() => {
    let isGone = false
    void canEncode('mp4').then((can) => {
      if (!isGone) setCanMp4(can)
    })
    return () => {
      isGone = true
      // Whoever closes the dialog does not wait for the file.
      running.current?.abort()
    }
  }, [])
  const contentNow = (): LessonContent | null => {
    const { lesson } = player.store.getState()
    return lesson && { ...lesson.content, lesson: lessonOf(lesson) }
  }
  const make = async () => {
    const content = contentNow()
    if (content === null) return
    const controller = new AbortController()
    running.current = controller
    setMaking({ kind: 'making', share: 0 })
    // The button is seen to have been pressed before the work begins.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    try {
      const file = await makeLessonFile(content, options, {
        progress: (share) => setMaking({ kind: 'making', share }),
        signal: controller.signal,
        version,
      })
      saveFile(file.name, file.type, file.bytes)
      setMaking({ kind: 'made', name: file.name, bytes: file.bytes.length })
    } catch (error) {
      if (!controller.signal.aborted) actions.notify(problemOf(error))
      setMaking({ kind: 'idle' })
    } finally {
      running.current = null
    }
  }
  const print = () => {
    const content = contentNow()
    if (content === null) return
    try {
      printPage(worksheetOf(options.isRedacted ? redact(content) : content, options))
    } catch (error) {
      actions.notify(problemOf(error))
    }
  }
  const isMaking = making.kind === 'making'
  return (
    <>
      <div className="dialog-head">
        <Dialog.Title asChild>
          <h2>{t('send.title')}</h2>
        </Dialog.Title>
        <Dialog.Close asChild>
          <Button look="quiet" icon="close" label={t('app.close')} />
        </Dialog.Close>
      </div>
      <div className="send-body">
        <div className="send-formats" role="radiogroup" aria-label={t('send.format')}>
          {formats.map((format) => {
            const isImpossible = format === 'mp4' && !canMp4
            return (
              <label key={format} className={isImpossible ? 'is-disabled' : ''}>
                <input
                  type="radio"
                  name="send-format"
                  checked={options.format === format}
                  disabled={isMaking || isImpossible}
                  onChange={() => {
                    setOptions({ ...options, format })
                    setMaking({ kind: 'idle' })
                  }}
                />
                <span>
                  <b>{t(`send.formats.${format}`)}</b>
                  <span className="soft">{isImpossible ? t('send.noMp4') : t(`send.meaning.${format}`)}</span>
                </span>
              </label>
            )
          })}
        </div>
        <SendChoices options={options} isDisabled={isMaking} onChange={setOptions} />
      </div>
      <footer className="send-foot">
        {isMaking && <Progress share={making.share} label={t('send.making')} />}
        {making.kind === 'made' && (
          <p role="status">{t('send.made', { name: making.name, size: sizeText(making.bytes) })}</p>
        )}
        {isMaking ? (
          <Button onClick={() => running.current?.abort()}>{t('send.cancel')}</Button>
        ) : (
          <>
            {options.format === 'worksheet' && <Button onClick={print}>{t('send.print')}</Button>}
            <Button look="primary" icon="save" onClick={() => void make()}>
              {t('send.make')}
            </Button>
          </>
        )}
      </footer>
    </>
  )
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
