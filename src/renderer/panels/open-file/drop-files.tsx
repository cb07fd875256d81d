import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../parts/icon'
import { playFiles } from '../../state/play-recording'
import { useScreenContext } from '../../state/screen-context'

/** Opens files that are dropped anywhere on the window, and says so while they hover over it. */
export function DropFiles() {
  const { t } = useTranslation()
  const screen = useScreenContext()
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return
      // Otherwise the browser leaves the page and shows the file.
      event.preventDefault()
      setIsOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setIsOver(false)
      screen.actions.set({ isFileDialogOpen: false })
      void playFiles([...(event.dataTransfer?.files ?? [])], screen)
    }
    const ended = new AbortController()
    window.addEventListener('dragover', over, ended)
    window.addEventListener('dragleave', leave, ended)
    window.addEventListener('drop', drop, ended)
    return () => ended.abort()
  }, [screen])
  if (!isOver) return null
  return (
    <div className="drop-veil" aria-hidden="true">
      <span>
        <Icon name="open" size={28} />
        {t('openFile.dropHere')}
      </span>
    </div>
  )
}
