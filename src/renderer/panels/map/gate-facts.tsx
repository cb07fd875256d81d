import { useTranslation } from 'react-i18next'
import { natCounter } from '../../../core/topology/counters'
import type { Topology } from '../../../core/topology/topology'
import type { MapLayout } from '../../scene/map-layout'
import { useTrace } from '../../state/screen-context'
import { namespaceName } from '../../state/name-of'
import { CardTitle } from './card-title'
import { usePacketCount } from './use-packet-count'

/** More rules than this are counted, not listed. */
const mostRules = 6

interface GateFactsProps {
  readonly id: string
  readonly layout: MapLayout
  readonly topology: Topology
}

/** The rules of a gate as iptables prints them, with what each has counted. */
export function GateFacts({ id, layout, topology }: GateFactsProps) {
  const { t } = useTranslation()
  const count = usePacketCount()
  const { counters } = useTrace()
  const gate = layout.gates.find((each) => each.id === id)
  if (gate === undefined) return null
  return (
    <>
      <CardTitle name="NAT" of={namespaceName(topology, gate.namespace)} />
      <ul className="map-card-rules">
        {gate.rules.slice(0, mostRules).map((rule) => {
          const counter = natCounter(counters, rule)
          return (
            <li key={`${rule.ipVersion ?? 4} ${rule.text}`}>
              <code>{rule.text}</code>
              {counter && <span className="soft">{count(counter.packets, counter.bytes)}</span>}
            </li>
          )
        })}
      </ul>
      {gate.rules.length > mostRules && (
        <p className="soft">{t('map.moreRules', { count: gate.rules.length - mostRules })}</p>
      )}
    </>
  )
}
