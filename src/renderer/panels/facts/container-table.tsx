import { useTranslation } from 'react-i18next'
import type { Topology } from '../../../core/topology/topology'
import { FactTable } from './fact-table'
import { machineName } from './name-of'

/** What Docker says of its containers. */
export function ContainerTable({ topology }: { readonly topology: Topology }) {
  const { t } = useTranslation()
  return (
    <FactTable
      title={t('facts.containers')}
      source={t('facts.containersSource')}
      columns={[
        t('facts.machine'),
        t('facts.name'),
        t('facts.id'),
        t('facts.image'),
        t('facts.state'),
        t('facts.pid'),
        t('facts.networks'),
      ]}
      rows={topology.namespaces.flatMap((namespace) => {
        const { container } = namespace
        if (container === null) return []
        const nif = topology.interfaces.find((i) => i.namespace === namespace.id && i.kind !== 'loopback')
        return {
          key: namespace.id,
          interface: nif?.id ?? null,
          cells: [
            machineName(topology, namespace.machine),
            namespace.name,
            <span className="mono">{container.id.slice(0, 12)}</span>,
            container.image,
            container.state,
            container.pid || '—',
            container.networks.join(', '),
          ],
        }
      })}
    />
  )
}
