import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGapText } from '../../i18n/use-gap-text'
import { CopyCommand } from '../../parts/copy-command'
import { EmptyState } from '../../parts/empty-state'
import { Icon } from '../../parts/icon'
import { usePacketName } from '../../parts/use-packet-name'
import { listFacts, searchFacts } from '../../state/list-facts'
import { packetMarks } from '../../state/packet-marks'
import { useScreen, useTrace } from '../../state/screen-context'
import { withCounters } from '../../../core/topology/with-evidence'
import { FactBlock } from './fact-block'

/** The article's listings: what discovery and the kernels told, as tables and as printed, linked to the map. */
export function FactsPanel() {
  const { t } = useTranslation()
  const gapText = useGapText()
  const name = usePacketName()
  const trace = useTrace()
  const { topology: read, connections, counters, history, version } = trace
  const selected = useScreen((state) => state.selection?.journey ?? null)
  const wanted = useScreen((state) => state.factTable)
  const [search, setSearch] = useState('')
  const scroller = useRef<HTMLDivElement>(null)
  const topology = useMemo(() => withCounters(read, counters), [read, counters])
  const journey = selected === null ? null : history.byId(selected)
  const marks = useMemo(
    () => (journey === null ? null : packetMarks(journey, { ...trace, topology })),
    // A batch that does not change the packet, its map or its connections changes no mark.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [journey, topology, connections],
  )
  const sections = useMemo(() => listFacts(topology, connections, marks), [topology, connections, marks])
  const shown = useMemo(
    () => sections.map((section) => ({ section, rows: searchFacts(section.rows, search) })),
    [sections, search],
  )
  const goTo = (id: string) => scroller.current?.querySelector(`#facts-${id}`)?.scrollIntoView({ block: 'start' })
  useEffect(() => {
    if (wanted !== null) goTo(wanted)
  }, [wanted])
  if (topology.interfaces.length === 0) {
    return (
      <EmptyState icon="search" title={t('facts.empty')}>
        {t('facts.emptyText')}
      </EmptyState>
    )
  }
  return (
    <section className="facts" aria-label={t('facts.label')} data-version={version}>
      <div className="facts-bar" role="search">
        <span className="facts-search">
          <Icon name="search" size={14} />
          <input
            type="text"
            value={search}
            placeholder={t('facts.search')}
            aria-label={t('facts.search')}
            spellCheck={false}
            maxLength={200}
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && setSearch('')}
          />
        </span>
        <nav className="facts-nav" aria-label={t('facts.sections')}>
          {shown.map(({ section: { id }, rows }) => (
            <button key={id} type="button" className="chip" disabled={rows.length === 0} onClick={() => goTo(id)}>
              {t(`facts.${id}`)} <span className="soft">{rows.length}</span>
            </button>
          ))}
        </nav>
        {journey !== null && <span className="facts-marked">{t('facts.markedFor', { packet: name(journey) })}</span>}
      </div>
      <div ref={scroller} className="facts-list" tabIndex={0} role="group" aria-label={t('facts.label')}>
        {shown.map(({ section, rows }) => (
          <FactBlock key={section.id} section={section} rows={rows} topology={topology} marks={marks} />
        ))}
        {topology.gaps.length > 0 && (
          <div className="fact-block">
            <h2>{t('facts.gaps')}</h2>
            <ul className="gaps">
              {topology.gaps.map((gap) => (
                <li key={`${gap.machine} ${gap.reason}`}>
                  {gapText(gap)}
                  {gap.command !== null && <CopyCommand command={gap.command} />}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </section>
  )
}
