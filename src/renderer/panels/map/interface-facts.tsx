import { useTranslation } from 'react-i18next'
import type { InterfaceId, Topology } from '../../../core/topology/topology'
import { peerOf } from '../../state/endpoints'
import { useScreen, useTrace } from '../../state/screen-context'
import { interfaceName, namespaceName } from '../../state/name-of'
import { CardFact } from './card-fact'
import { CardTitle } from './card-title'
import { usePacketCount } from './use-packet-count'

/** What is known of one interface: its addresses, its peer, what it counted and what its capture saw. */
export function InterfaceFacts({ id, topology }: { readonly id: InterfaceId; readonly topology: Topology }) {
  const { t } = useTranslation()
  const count = usePacketCount()
  const { counters } = useTrace()
  const capture = useScreen((state) =>
    state.source.kind === 'live' ? state.status.captures.find(({ point }) => point.interface === id) : undefined,
  )
  const nif = topology.interfaces.find((i) => i.id === id)
  if (nif === undefined) return null
  const peer = peerOf(topology, id)
  const peerNif = topology.interfaces.find((i) => i.id === peer)
  const counter = counters.interfaces.get(id)
  const networks = topology.networks.filter(({ bridge }) => bridge === id)
  return (
    <>
      <CardTitle name={nif.name} of={namespaceName(topology, nif.namespace)} />
      <dl>
        <CardFact label={t('map.state')}>{nif.isUp ? t('map.up') : t('map.down')}</CardFact>
        <CardFact label={t('map.address')}>
          {nif.addresses.length === 0
            ? t('map.noAddress')
            : nif.addresses.map((a) => <div key={a.address}>{`${a.address}/${a.prefixLength}`}</div>)}
        </CardFact>
        <CardFact label={t('map.mac')}>{nif.mac}</CardFact>
        <CardFact label={t('map.mtu')}>{nif.mtu > 0 ? nif.mtu : null}</CardFact>
        <CardFact label={t('map.peer')}>
          {peerNif ? `${peerNif.name} · ${namespaceName(topology, peerNif.namespace)}` : null}
        </CardFact>
        <CardFact label={t('map.bridge')}>{nif.master === null ? null : interfaceName(topology, nif.master)}</CardFact>
        <CardFact label={t('map.network')}>
          {networks.length === 0
            ? null
            : networks.map(({ id: own, name, driver, subnets }) => (
                <div key={own}>{[`${name} (${driver})`, ...subnets].join(' · ')}</div>
              ))}
        </CardFact>
        <CardFact label={t('map.received')}>{counter && count(counter.rxPackets, counter.rxBytes)}</CardFact>
        <CardFact label={t('map.sent')}>{counter && count(counter.txPackets, counter.txBytes)}</CardFact>
        <CardFact label={t('map.dropped')}>
          {counter && counter.rxDropped + counter.txDropped > 0 ? count(counter.rxDropped + counter.txDropped) : null}
        </CardFact>
        <CardFact label={t('map.captured')}>
          {capture &&
            `${count(capture.frames)}${capture.state === 'running' ? '' : ` (${t(`map.capture.${capture.state}`)})`}`}
        </CardFact>
      </dl>
    </>
  )
}
