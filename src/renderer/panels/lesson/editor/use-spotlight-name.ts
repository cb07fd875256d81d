import { useTranslation } from 'react-i18next'
import type { SpotlightTarget } from '../../../../core/lesson/lesson'
import { interfaceName, namespaceName } from '../../../state/name-of'
import { useTrace } from '../../../state/screen-context'

/** What a spotlight lights, in words. */
export function useSpotlightName(): (target: SpotlightTarget) => string {
  const { t } = useTranslation()
  const { topology } = useTrace()
  const place = (id: string) => {
    const nic = topology.interfaces.find((each) => each.id === id)
    return `${interfaceName(topology, id)} (${nic === undefined ? '?' : namespaceName(topology, nic.namespace)})`
  }
  return (target) => {
    switch (target.kind) {
      case 'field':
        return t(`headerFields.${target.field}`)
      case 'namespace':
        return namespaceName(topology, target.id)
      case 'gate':
        return `NAT (${namespaceName(topology, target.namespace)})`
      case 'interface':
        return place(target.id)
      case 'wire':
        return target.ends.map(place).join(' – ')
    }
  }
}
