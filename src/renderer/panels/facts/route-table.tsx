import { useTranslation } from 'react-i18next'
import type { Topology } from '../../../core/topology/topology'
import { FactTable } from './fact-table'
import { interfaceName, namespaceName } from './name-of'

/** Every namespace's routing table. */
export function RouteTable({ topology }: { readonly topology: Topology }) {
  const { t } = useTranslation()
  return (
    <FactTable
      title={t('facts.routes')}
      source={t('facts.routesSource')}
      columns={[
        t('facts.namespace'),
        t('facts.destination'),
        t('facts.gateway'),
        t('facts.interface'),
        t('facts.metric'),
      ]}
      rows={topology.routes.map((route, index) => ({
        key: `${index} ${route.namespace} ${route.destination}`,
        interface: route.interface,
        cells: [
          namespaceName(topology, route.namespace),
          <span className="mono">{route.destination}</span>,
          <span className="mono">{route.gateway ?? t('facts.direct')}</span>,
          <span className="mono">{interfaceName(topology, route.interface)}</span>,
          route.metric,
        ],
      }))}
    />
  )
}
