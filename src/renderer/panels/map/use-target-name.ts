import { useTranslation } from 'react-i18next'
import type { Topology } from '../../../core/topology/topology'
import type { MapLayout, MapTarget } from '../../scene/map-layout'
import { interfaceName, machineName, namespaceName } from '../../state/name-of'

/** What a screen reader calls a thing on the map. */
export function useTargetName(target: MapTarget, topology: Topology, layout: MapLayout): string {
  const { t } = useTranslation()
  switch (target.kind) {
    case 'machine':
      return t('map.machine', { name: machineName(topology, target.id) })
    case 'namespace':
      return t('map.container', { name: namespaceName(topology, target.id) })
    case 'guest': {
      const host = topology.namespaces.find(({ id }) => id === target.namespace)
      const guest = host?.guests?.find(({ id }) => id === target.id)
      return t('map.container', { name: guest?.name ?? target.id })
    }
    case 'idle': {
      const box = layout.boxes.find((each) => each.target.kind === 'idle' && each.target.id === target.id)
      return t('map.idle', { count: box?.idle?.names.length ?? 0 })
    }
    case 'interface': {
      const nic = topology.interfaces.find(({ id }) => id === target.id)
      return t('map.interface', {
        name: interfaceName(topology, target.id),
        namespace: nic === undefined ? '' : namespaceName(topology, nic.namespace),
      })
    }
    case 'gate': {
      const gate = layout.gates.find(({ id }) => id === target.id)
      return t('map.gate', { name: gate?.rules[0]?.text ?? 'NAT' })
    }
    case 'wire':
      return ''
  }
}
