import { useTranslation } from 'react-i18next'
import { useGapText } from '../../i18n/use-gap-text'
import { CopyCommand } from '../../parts/copy-command'
import { EmptyState } from '../../parts/empty-state'
import { useTrace } from '../../state/screen-context'
import { AddressTable } from './address-table'
import { ContainerTable } from './container-table'
import { NatTable } from './nat-table'
import { NetworkTable } from './network-table'
import { RouteTable } from './route-table'
import { VethTable } from './veth-table'

/** What discovery read from the machines, as tables that light up the map. */
export function FactsPanel() {
  const { t } = useTranslation()
  const gapText = useGapText()
  const { topology } = useTrace()
  if (topology.interfaces.length === 0) {
    return (
      <EmptyState icon="search" title={t('facts.empty')}>
        {t('facts.emptyText')}
      </EmptyState>
    )
  }
  return (
    <section className="facts" aria-label={t('facts.label')} tabIndex={0}>
      <AddressTable topology={topology} />
      <VethTable topology={topology} />
      <NatTable topology={topology} />
      <RouteTable topology={topology} />
      <ContainerTable topology={topology} />
      <NetworkTable topology={topology} />
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
    </section>
  )
}
