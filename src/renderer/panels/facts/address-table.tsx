import { useTranslation } from 'react-i18next'
import type { Topology } from '../../../core/topology/topology'
import { FactTable } from './fact-table'
import { namespaceName } from './name-of'

/** Every interface with its addresses. */
export function AddressTable({ topology }: { readonly topology: Topology }) {
  const { t } = useTranslation()
  return (
    <FactTable
      title={t('facts.addresses')}
      source={t('facts.addressesSource')}
      columns={[
        t('facts.namespace'),
        t('facts.interface'),
        t('facts.address'),
        t('facts.mac'),
        t('facts.mtu'),
        t('facts.kind'),
        t('facts.index'),
        t('facts.state'),
      ]}
      rows={topology.interfaces.map((nif) => ({
        key: nif.id,
        interface: nif.id,
        cells: [
          namespaceName(topology, nif.namespace),
          <span className="mono">{nif.name}</span>,
          <span className="mono">{nif.addresses.map((a) => `${a.address}/${a.prefixLength}`).join(', ') || '—'}</span>,
          <span className="mono">{nif.mac || '—'}</span>,
          nif.mtu,
          nif.kind,
          nif.index || '—',
          nif.isUp ? t('facts.up') : <span className="tone-warn">{t('facts.down')}</span>,
        ],
      }))}
    />
  )
}
