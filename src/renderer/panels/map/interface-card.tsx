import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { InterfaceId } from '../../../core/topology/topology'
import type { ElementSize } from '../../parts/use-element-size'
import type { MapLayout } from '../../scene/map-layout'
import { toScreen, type View } from '../../scene/view'
import { peerOf } from '../../state/endpoints'
import { useTrace } from '../../state/screen-context'
import { interfaceName, namespaceName } from '../facts/name-of'

interface InterfaceCardProps {
  readonly id: InterfaceId
  readonly layout: MapLayout
  readonly view: View
  readonly size: ElementSize
}

const cardWidth = 250
const cardHeight = 190

/** What is known of one interface, beside its port. */
export function InterfaceCard({ id, layout, view, size }: InterfaceCardProps) {
  const { t } = useTranslation()
  const { topology } = useTrace()
  const nif = topology.interfaces.find((i) => i.id === id)
  const port = layout.ports.find((p) => p.id === id)
  if (nif === undefined || port === undefined) return null
  const at = toScreen(view, port.centre)
  const left = at.x + 16 + cardWidth > size.width ? at.x - 16 - cardWidth : at.x + 16
  const top = Math.max(6, Math.min(at.y - 20, size.height - cardHeight))
  const peer = peerOf(topology, id)
  const peerNif = topology.interfaces.find((i) => i.id === peer)
  return (
    <div className="interface-card" role="tooltip" style={{ left: Math.max(6, left), top, width: cardWidth }}>
      <p className="interface-card-title">
        <span className="mono">{nif.name}</span>
        <span className="soft">{namespaceName(topology, nif.namespace)}</span>
        {!nif.isUp && <span className="tone-warn">{t('map.down')}</span>}
      </p>
      <dl>
        <Fact label={t('map.address')}>
          {nif.addresses.length === 0
            ? t('map.noAddress')
            : nif.addresses.map((a) => <div key={a.address}>{`${a.address}/${a.prefixLength}`}</div>)}
        </Fact>
        {nif.mac !== '' && <Fact label={t('map.mac')}>{nif.mac}</Fact>}
        {nif.mtu > 0 && <Fact label={t('map.mtu')}>{nif.mtu}</Fact>}
        {peerNif && (
          <Fact label={t('map.peer')}>{`${peerNif.name} · ${namespaceName(topology, peerNif.namespace)}`}</Fact>
        )}
        {nif.master !== null && <Fact label={t('map.bridge')}>{interfaceName(topology, nif.master)}</Fact>}
      </dl>
    </div>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="mono">{children}</dd>
    </>
  )
}
