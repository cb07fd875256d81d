import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { describeLayers } from '../../../core/decode/describe-layers'
import type { Journey } from '../../../core/journey/journey'
import { Toggle } from '../../parts/toggle'
import { useElementSize } from '../../parts/use-element-size'
import { changedBytes } from '../../state/changed-bytes'
import { compareLayers } from '../../state/compare-layers'
import { viewHop } from '../../state/hop-view'
import { useTrace } from '../../state/screen-context'
import { KernelColumn } from './kernel-column'
import type { LitField } from './lit-field'
import { PduColumn } from './pdu-column'

/** Three columns need about this many pixels. */
const wideEnough = 700

const noBytes: ReadonlyMap<number, number> = new Map()

/** One hop as In | Kernel | Out: side by side where there is room, else one above the other with In in brief. */
export function HopViewSection({ journey, index }: { readonly journey: Journey; readonly index: number }) {
  const { t } = useTranslation()
  const { topology, connections, history } = useTrace()
  const [host, { width }] = useElementSize<HTMLElement>()
  const [lit, setLit] = useState<LitField | null>(null)
  const [showsAll, setShowsAll] = useState(false)
  const view = useMemo(
    () => viewHop(journey, index, { topology, connections, journeys: history.journeys }),
    [journey, index, topology, connections, history],
  )
  const layers = useMemo(
    () => view && compareLayers(view.in && describeLayers(view.in.packet), describeLayers(view.out.packet)),
    [view],
  )
  const changed = useMemo(() => (view?.in ? changedBytes(view.in.packet, view.out.packet) : null), [view])
  if (view === null || layers === null) return null
  const isWide = width >= wideEnough
  const columns = { layers, lit, onLight: setLit }
  return (
    <section
      ref={host}
      className={`hop-view ${isWide ? 'is-wide' : ''}`}
      aria-label={t('hopView.label')}
      onPointerLeave={() => setLit(null)}
    >
      {view.in === null ? (
        <section className="pdu pdu-in">
          <h3>{t('hopView.in')}</h3>
          <p className="soft">{view.acts[0]?.kind === 'sent' ? t('hopView.inSent') : t('hopView.inNone')}</p>
        </section>
      ) : (
        <div className="pdu-frame">
          {!isWide && (
            <Toggle isOn={showsAll} onChange={setShowsAll}>
              {t('hopView.allFields')}
            </Toggle>
          )}
          <PduColumn
            {...columns}
            side="in"
            sighting={view.in}
            changed={changed?.in ?? noBytes}
            isBrief={!isWide && !showsAll}
          />
        </div>
      )}
      <KernelColumn acts={view.acts} />
      <PduColumn {...columns} side="out" sighting={view.out} changed={changed?.out ?? noBytes} isBrief={false} />
    </section>
  )
}
