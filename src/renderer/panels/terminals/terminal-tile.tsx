import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'
import type { TerminalState } from '../../state/screen-state'
import { useActions, useScreenContext } from '../../state/screen-context'
import type { TileOptions } from './tile-options'
import { XtermView } from './xterm-view'

/** A ping, traceroute or shell with its input. */
export function TerminalTile({
  terminal,
  options,
}: {
  readonly terminal: TerminalState
  readonly options: TileOptions
}) {
  const { t } = useTranslation()
  const { feeds } = useScreenContext()
  const actions = useActions()
  const isRunning = terminal.exit === undefined
  /** Of a lesson; it came and went with it. */
  const isReplayed = terminal.id < 0
  const state = isRunning
    ? t('terminals.running')
    : terminal.exit === null
      ? t('terminals.exitedUnknown')
      : t('terminals.exited', { code: terminal.exit })
  return (
    <figure className="tile tile-own">
      <figcaption className="tile-head">
        <span className="tile-kind">{t(`terminals.kind.${terminal.kind}`)}</span>
        <span className="mono tile-name">{terminal.title}</span>
        {!isReplayed && (
          <>
            <span className="tile-status">{state}</span>
            <Button
              look="quiet"
              icon="close"
              label={t('app.close')}
              onClick={() => actions.closeTerminal(terminal.id)}
            />
          </>
        )}
      </figcaption>
      <XtermView
        feed={feeds.terminal(terminal.id)}
        label={t('terminals.outputOf', { title: terminal.title })}
        larger={options.larger}
        search={options.search}
        {...(isRunning
          ? {
              onInput: (data: string) => actions.typeInto(terminal.id, data),
              onResize: (columns: number, rows: number) => actions.resizeTerminal(terminal.id, columns, rows),
            }
          : {})}
      />
    </figure>
  )
}
