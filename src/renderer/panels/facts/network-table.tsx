import { useTranslation } from 'react-i18next'
import type { Topology } from '../../../core/topology/topology'
import { FactTable } from './fact-table'
import { interfaceName, machineName } from './name-of'

/** What Docker says of its networks. */
export function NetworkTable({ topology }: { readonly topology: Topology }) {
  const { t } = useTranslation()
  return (
    <FactTable
      title={t('facts.networks')}
      source={t('facts.networksSource')}
      columns={[t('facts.machine'), t('facts.name'), t('facts.driver'), t('facts.subnets'), t('facts.bridge')]}
      rows={topology.networks.map((network) => ({
        key: network.id,
        interface: network.bridge,
        cells: [
          machineName(topology, network.machine),
          network.name,
          network.driver,
          <span className="mono">{network.subnets.join(', ') || '—'}</span>,
          <span className="mono">{network.bridge === null ? '—' : interfaceName(topology, network.bridge)}</span>,
        ],
      }))}
    />
  )
}
