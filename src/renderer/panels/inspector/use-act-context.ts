import { useTranslation } from 'react-i18next'
import { namespaceById } from '../../../core/topology/find-namespace'
import { usePacketName, useVerdictText } from '../../parts/use-packet-name'
import { useTrace } from '../../state/screen-context'
import type { ActContext } from './act-words'

/** The screen's words for acts: its language, and its names for packets and places. */
export function useActContext(): ActContext {
  const { t } = useTranslation()
  const name = usePacketName()
  const verdictText = useVerdictText()
  const { topology, history } = useTrace()
  return {
    t,
    verdictText,
    packetName: (id) => {
      const packet = history.byId(id)
      return packet === null ? t('hopView.packetNumbered', { id }) : name(packet)
    },
    placeName: (id) => {
      const namespace = namespaceById(topology, id)
      if (namespace === null) return id
      if (namespace.kind !== 'host') return namespace.name
      return topology.machines.find((machine) => machine.id === namespace.machine)?.name ?? namespace.name
    },
  }
}
