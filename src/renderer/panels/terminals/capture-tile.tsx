import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaptureStatus } from '../../../contract/messages'
import type { CapturePoint, Sighting } from '../../../core/correlate/sighting'
import type { Journey } from '../../../core/journey/journey'
import { Button } from '../../parts/button'
import { placeOf } from '../../parts/place-of'
import { ProblemCard } from '../../parts/problem-card'
import { useActions, useScreen, useScreenContext, useTrace } from '../../state/screen-context'
import { lineOf } from '../../state/packet-line'
import type { TileOptions } from './tile-options'
import { XtermView } from './xterm-view'

interface CaptureTileProps {
  readonly point: CapturePoint
  /** Null in a recording. */
  readonly status: CaptureStatus | null
  readonly options: TileOptions
  readonly isMaximised: boolean
  /** Shows it alone, or all again. */
  readonly onMaximise: () => void
}

const nothing: ReadonlySet<string> = new Set()

/** Where a packet was seen at a capture, also as a copy that a bridge sent there. */
function sightingAt(journey: Journey | undefined | null, index: number): Sighting | undefined {
  return [...(journey?.sightings ?? []), ...(journey?.copies ?? [])].find(({ point }) => point.index === index)
}

/** One capture's terminal: the very lines of its tcpdump, and how the capture is doing. */
export function CaptureTile({ point, status, options, isMaximised, onMaximise }: CaptureTileProps) {
  const { t } = useTranslation()
  const { feeds } = useScreenContext()
  const actions = useActions()
  const { history } = useTrace()
  const shown = useScreen((state) => state.hover.journey ?? state.selection?.journey ?? null)
  const isHovered = useScreen((state) => point.interface !== null && state.hover.interface === point.interface)
  const feed = feeds.capture(point.index)
  const sighting = shown === null ? null : sightingAt(history.byId(shown), point.index)
  const [lines, setLines] = useState<ReadonlySet<string>>(nothing)
  const unfolded = useMemo(() => (options.isHexShown ? 'all' : lines), [options.isHexShown, lines])
  const toggle = (line: string) =>
    setLines((before) => {
      const after = new Set(before)
      if (!after.delete(line)) after.add(line)
      return after
    })
  return (
    <figure className={`tile ${isHovered ? 'is-hovered' : ''}`}>
      <figcaption
        className="tile-head"
        onPointerEnter={() => actions.hoverInterface(point.interface)}
        onPointerLeave={() => actions.hoverInterface(null)}
      >
        <span className="mono tile-name">{point.interfaceName}</span>
        <span className="soft">{placeOf(point)}</span>
        {status && (
          <span className="tile-status">
            {status.state === 'running'
              ? t('terminals.frames', { count: status.frames })
              : t(`terminals.state.${status.state}`)}
            {(status.droppedByKernel ?? 0) > 0 && (
              <span className="tone-bad"> · {t('terminals.dropped', { count: status.droppedByKernel ?? 0 })}</span>
            )}
          </span>
        )}
        <Button
          look="quiet"
          icon={isMaximised ? 'minus' : 'fit'}
          label={isMaximised ? t('terminals.restore') : t('terminals.maximise', { interface: point.interfaceName })}
          onClick={onMaximise}
        />
      </figcaption>
      {status?.problem && <ProblemCard problem={status.problem} />}
      <XtermView
        feed={feed}
        label={t('terminals.captureOf', { interface: point.interfaceName })}
        highlight={sighting ? lineOf(sighting) : null}
        unfolded={unfolded}
        isJumping={options.isJumping}
        larger={options.larger}
        search={options.search}
        onHoverLine={(line) =>
          actions.hoverJourney(line === null ? null : (history.ofLine(point.index, line)?.journey ?? null))
        }
        onPickLine={(line) => {
          const found = history.ofLine(point.index, line)
          if (found) actions.select(found)
          if (!options.isHexShown) toggle(line)
        }}
      />
      {status?.state === 'running' && status.frames === 0 && <p className="tile-foot soft">{t('terminals.waiting')}</p>}
      {feed.skippedLines > 0 && (
        <p className="tile-foot soft">{t('terminals.skipped', { count: feed.skippedLines })}</p>
      )}
    </figure>
  )
}
