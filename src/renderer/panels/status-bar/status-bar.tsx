import { useTranslation } from 'react-i18next'
import { commandRow } from '../../../contract/commands'
import { formatDuration, formatOffset } from '../../parts/format-time'
import { useActions, useScreen, useTrace } from '../../state/screen-context'
import { Icon } from '../../parts/icon'
import { KeyNames } from '../../parts/key-names'
import { MissingMenu } from './missing-menu'
import { TaskList } from './task-list'
import { WarningsMenu } from './warnings-menu'

/** What runs, what was lost, how the clocks stand, and what is missing with the command that mends it. */
export function StatusBar() {
  const { t } = useTranslation()
  const source = useScreen((state) => state.source.kind)
  const version = useScreen((state) => state.hello?.version ?? null)
  const isEmbedded = useScreen((state) => state.isEmbedded)
  const { history } = useTrace()
  return (
    <footer className="status-bar" aria-label={t('status.label')}>
      {source === 'live' && <CaptureCounts />}
      <span>{t('status.packets', { count: history.size })}</span>
      {history.letGo.exchanges > 0 && (
        <span className="soft">{t('packets.letGo', { count: history.letGo.exchanges })}</span>
      )}
      <WarningsMenu />
      <TaskList />
      <span className="status-space" />
      {!isEmbedded && <MissingMenu />}
      <PaletteButton />
      {version !== null && <span className="soft status-version">{t('status.version', { version })}</span>}
    </footer>
  )
}

function PaletteButton() {
  const { t } = useTranslation()
  const actions = useActions()
  return (
    <button
      type="button"
      className="status-button"
      aria-haspopup="dialog"
      onClick={() => actions.set({ isPaletteOpen: true })}
    >
      <Icon name="search" size={13} />
      {t('commands.open')}
      <KeyNames shortcut={commandRow('palette').keys[0]!} />
    </button>
  )
}

function CaptureCounts() {
  const { t } = useTranslation()
  const { captures, journeysNotSent, clockOffset } = useScreen((state) => state.status)
  const running = captures.filter((capture) => capture.state === 'running').length
  const failed = captures.filter((capture) => capture.state === 'failed').length
  const reported = captures.filter((capture) => capture.droppedByKernel !== null)
  const dropped = reported.reduce((sum, capture) => sum + (capture.droppedByKernel ?? 0), 0)
  return (
    <>
      <span className="status-captures">
        <span className={`dot ${running > 0 ? 'dot-on' : ''}`} />
        {running > 0 ? t('status.captures', { count: running }) : t('status.idle')}
      </span>
      {failed > 0 && <span className="tone-bad">{t('status.failed', { count: failed })}</span>}
      {captures.length > 0 && (
        <span className={dropped > 0 ? 'tone-bad' : ''}>
          {reported.length > 0 ? t('status.dropped', { count: dropped }) : t('status.droppedUnknown')}
        </span>
      )}
      {journeysNotSent > 0 && <span className="tone-warn">{t('status.notSent', { count: journeysNotSent })}</span>}
      {clockOffset !== null && (
        <span className="status-detail">
          {t('status.clock', {
            offset: formatOffset(clockOffset.offset),
            error: formatDuration(clockOffset.error),
          })}
        </span>
      )}
    </>
  )
}
