import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/empty-state'
import { orderPoints } from '../../state/order-points'
import { useScreen, useTrace } from '../../state/screen-context'
import { CaptureTile } from './capture-tile'
import { ShellMenu } from './shell-menu'
import { TerminalTile } from './terminal-tile'
import { TerminalsBar } from './terminals-bar'
import type { TileOptions } from './tile-options'

const initialOptions: TileOptions = { isHexShown: false, isJumping: true, larger: 0, search: { text: '', turn: 0 } }
const nothing: ReadonlySet<number> = new Set()

/** All terminals side by side: what was started from here first, then one per capture in the order of the path. */
export function TerminalsPanel() {
  const { t } = useTranslation()
  const { points, history } = useTrace()
  const source = useScreen((state) => state.source.kind)
  const captures = useScreen((state) => state.status.captures)
  const terminals = useScreen((state) => (state.source.kind === 'live' ? state.terminals : state.replayed))
  const [options, setOptions] = useState(initialOptions)
  const [hidden, setHidden] = useState(nothing)
  const [maximised, setMaximised] = useState<number | null>(null)
  const all = orderPoints(
    source === 'recording' || captures.length === 0 ? points : captures.map((capture) => capture.point),
    history.journeys,
  )
  const alone = all.find((point) => point.index === maximised)
  const shown = alone ? [alone] : all.filter((point) => !hidden.has(point.index))
  const isComposed = source === 'recording'
  return (
    <section className="terminals" aria-label={t('terminals.label')}>
      <div className="terminals-bar">
        {all.length > 0 && (
          <TerminalsBar points={all} hidden={hidden} options={options} onHide={setHidden} onOptions={setOptions} />
        )}
        {isComposed && all.length > 0 && <span className="soft">{t('terminals.noLines')}</span>}
        {source === 'live' && <ShellMenu />}
      </div>
      {all.length === 0 && terminals.length === 0 ? (
        <EmptyState icon="terminal" title={t('terminals.empty')}>
          {t('terminals.emptyText')}
        </EmptyState>
      ) : (
        <div
          className={`terminal-grid ${alone ? 'is-alone' : ''}`}
          tabIndex={0}
          role="group"
          aria-label={t('terminals.label')}
        >
          {!alone &&
            terminals
              .toReversed()
              .map((terminal) => <TerminalTile key={`t${terminal.id}`} terminal={terminal} options={options} />)}
          {shown.map((point) => (
            <CaptureTile
              key={`${source}${point.index}`}
              point={point}
              status={source === 'live' ? (captures.find((c) => c.point.index === point.index) ?? null) : null}
              options={options}
              isMaximised={alone !== undefined}
              onMaximise={() => setMaximised(alone ? null : point.index)}
            />
          ))}
        </div>
      )}
    </section>
  )
}
