import { useTranslation } from 'react-i18next'
import type { Divergence } from '../../core/journey/find-divergence'
import { interfaceById } from '../../core/topology/find-interface'
import type { InterfaceId, Topology } from '../../core/topology/topology'

/** In words, where a packet should have gone and where it was seen: a sentence, and a few words for the map. */
export function useDivergenceText(): (
  divergence: Divergence,
  topology: Topology,
) => { readonly sentence: string; readonly short: string } {
  const { t } = useTranslation()
  return ({ after, expected, seen }, topology) => {
    const [home, there, here] = [after, expected, seen].map((id) => interfaceById(topology, id)?.namespace)
    const isInside = home === there && home === here
    const nameOf = (id: InterfaceId) => {
      const nic = interfaceById(topology, id)
      if (isInside || nic === null) return nic?.name ?? id
      const namespace = topology.namespaces.find((each) => each.id === nic.namespace)
      const machine = topology.machines.find((each) => each.id === namespace?.machine)
      return `${nic.name} (${namespace?.kind === 'host' ? (machine?.name ?? namespace.name) : (namespace?.name ?? '')})`
    }
    const values = { expected: nameOf(expected), seen: nameOf(seen) }
    return {
      sentence: isInside ? t('divergence.leave', values) : t('divergence.pass', values),
      short: t('divergence.short', values),
    }
  }
}
