import { useTranslation } from 'react-i18next'
import type { InterfaceId, Topology } from '../../../core/topology/topology'
import { FactTable } from './fact-table'
import { interfaceName, namespaceName } from './name-of'

/** Which container's interface is joined with which of the host's, and the bridge that it is a port of. */
export function VethTable({ topology }: { readonly topology: Topology }) {
  const { t } = useTranslation()
  const isContainers = (id: InterfaceId) => {
    const nif = topology.interfaces.find((i) => i.id === id)
    return topology.namespaces.find((n) => n.id === nif?.namespace)?.kind === 'container'
  }
  const pairs = topology.wires
    .filter((wire) => wire.kind === 'veth')
    .map(
      ({ ends }) => (isContainers(ends[1]) && !isContainers(ends[0]) ? [ends[1], ends[0]] : ends) as [string, string],
    )
  return (
    <FactTable
      title={t('facts.veths')}
      source={t('facts.vethsSource')}
      columns={[t('facts.container'), t('facts.peer'), t('facts.bridge')]}
      rows={pairs.map(([inner, outer]) => {
        const own = topology.interfaces.find((i) => i.id === inner)
        const master = topology.interfaces.find((i) => i.id === outer)?.master ?? null
        return {
          key: inner,
          interface: outer,
          cells: [
            <>
              {own ? namespaceName(topology, own.namespace) : ''}{' '}
              <span className="mono">{interfaceName(topology, inner)}</span>
            </>,
            <span className="mono">{interfaceName(topology, outer)}</span>,
            <span className="mono">{master === null ? '—' : interfaceName(topology, master)}</span>,
          ],
        }
      })}
    />
  )
}
