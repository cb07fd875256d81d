import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/empty-state'
import { useScreen, useTrace } from '../../state/screen-context'
import { CaptureTile } from './capture-tile'
import { ShellMenu } from './shell-menu'
import { TerminalTile } from './terminal-tile'

/** All terminals side by side: what was started from here first, then one per capture. */
export function TerminalsPanel() {
  const { t } = useTranslation()
  const { points } = useTrace()
  const source = useScreen((state) => state.source.kind)
  const captures = useScreen((state) => state.status.captures)
  const terminals = useScreen((state) => state.terminals)
  const shown = source === 'recording' || captures.length === 0 ? points : captures.map((capture) => capture.point)
  const isComposed = source === 'recording'
  return (
    <section className="terminals" aria-label={t('terminals.label')}>
      <div className="terminals-bar">
        {isComposed && shown.length > 0 && <span className="soft">{t('terminals.noLines')}</span>}
        {source === 'live' && <ShellMenu />}
      </div>
      {shown.length === 0 && terminals.length === 0 ? (
        <EmptyState icon="terminal" title={t('terminals.empty')}>
          {t('terminals.emptyText')}
        </EmptyState>
      ) : (
        <div className="terminal-grid" tabIndex={0} role="group" aria-label={t('terminals.label')}>
          {source === 'live' &&
            terminals.toReversed().map((terminal) => <TerminalTile key={`t${terminal.id}`} terminal={terminal} />)}
          {shown.map((point) => (
            <CaptureTile
              key={`${source}${point.index}`}
              point={point}
              status={source === 'live' ? (captures.find((c) => c.point.index === point.index) ?? null) : null}
            />
          ))}
        </div>
      )}
    </section>
  )
}
