import { useTranslation } from 'react-i18next'
import type { Topology } from '../../../core/topology/topology'
import type { MapLayout } from '../../scene/map-layout'
import { interfaceName, namespaceName } from '../../state/name-of'
import { CardFact } from './card-fact'
import { CardTitle } from './card-title'

interface WireFactsProps {
  readonly id: string
  readonly layout: MapLayout
  readonly topology: Topology
}

/** What joins two interfaces, and whether that was seen or deduced. */
export function WireFacts({ id, layout, topology }: WireFactsProps) {
  const { t } = useTranslation()
  const segment = layout.segments.find((each) => each.id === id)
  const ends = segment?.ends.map((end) => topology.interfaces.find((nic) => nic.id === end))
  const [from, to] = ends ?? []
  if (segment === undefined || from === undefined || to === undefined) return null
  const wire = topology.wires.find((each) => each.ends.includes(from.id) && each.ends.includes(to.id))
  const kind = wire?.kind ?? 'passage'
  return (
    <>
      <CardTitle name={t(`map.wire.${kind}`)} of={segment.isInferred ? t('map.inferred') : t('map.known')} />
      <dl>
        {[from, to].map((nic) => (
          <CardFact key={nic.id} label={namespaceName(topology, nic.namespace)}>
            {interfaceName(topology, nic.id)}
          </CardFact>
        ))}
      </dl>
    </>
  )
}
