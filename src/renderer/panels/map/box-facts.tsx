import { useTranslation } from 'react-i18next'
import type { Topology } from '../../../core/topology/topology'
import type { MapLayout, MapTarget } from '../../scene/map-layout'
import { machineName, namespaceName } from '../../state/name-of'
import { CardFact } from './card-fact'
import { CardTitle } from './card-title'

/** More names than this are counted, not listed. */
const mostNames = 12

interface BoxFactsProps {
  readonly target: Extract<MapTarget, { kind: 'machine' | 'namespace' | 'guest' | 'idle' }>
  readonly layout: MapLayout
  readonly topology: Topology
}

/** What is known of a machine, a container, or of the containers that are folded away. */
export function BoxFacts({ target, layout, topology }: BoxFactsProps) {
  switch (target.kind) {
    case 'machine':
      return <MachineFacts id={target.id} topology={topology} />
    case 'idle':
      return <IdleFacts id={target.id} layout={layout} topology={topology} />
    case 'namespace':
    case 'guest':
      return <ContainerFacts target={target} topology={topology} />
  }
}

function MachineFacts({ id, topology }: { readonly id: string; readonly topology: Topology }) {
  const { t } = useTranslation()
  const machine = topology.machines.find((each) => each.id === id)
  if (machine === undefined) return null
  const containers = topology.namespaces.filter((each) => each.machine === id && each.container !== null).length
  const networks = topology.networks
    .filter((each) => each.machine === id)
    .map(({ name, driver }) => `${name} (${driver})`)
  return (
    <>
      <CardTitle name={machine.name} of={machine.description} />
      <dl>
        <CardFact label={t('map.mode')}>{machine.networkingMode}</CardFact>
        <CardFact label={t('map.containers')}>{containers > 0 ? containers : null}</CardFact>
        <CardFact label={t('map.networks')}>{networks.slice(0, mostNames).join(', ')}</CardFact>
      </dl>
    </>
  )
}

function ContainerFacts({
  target,
  topology,
}: Pick<BoxFactsProps, 'topology'> & { readonly target: Extract<MapTarget, { kind: 'namespace' | 'guest' }> }) {
  const { t } = useTranslation()
  const id = target.kind === 'guest' ? target.namespace : target.id
  const namespace = topology.namespaces.find((each) => each.id === id)
  const guest = target.kind === 'guest' ? namespace?.guests?.find((each) => each.id === target.id) : undefined
  const container = guest ?? namespace?.container
  if (namespace === undefined) return null
  const others = target.kind === 'namespace' ? (namespace.guests ?? []).map(({ name }) => name) : []
  const state = container && container.pid === 0 ? container.state : undefined
  return (
    <>
      <CardTitle
        name={guest?.name ?? namespace.name}
        of={machineName(topology, namespace.machine)}
        {...(state === undefined ? {} : { state })}
      />
      <dl>
        <CardFact label={t('map.image')}>{container?.image}</CardFact>
        <CardFact label={t('map.id')}>{container?.id.slice(0, 12)}</CardFact>
        <CardFact label={t('map.networks')}>{container?.networks.join(', ')}</CardFact>
        <CardFact label={t('map.sharedWith')}>{others.join(', ')}</CardFact>
        <CardFact label={t('map.usesNetworkOf')}>{guest ? namespaceName(topology, namespace.id) : null}</CardFact>
      </dl>
    </>
  )
}

function IdleFacts({
  id,
  layout,
  topology,
}: {
  readonly id: string
  readonly layout: MapLayout
  readonly topology: Topology
}) {
  const { t } = useTranslation()
  const box = layout.boxes.find(({ target }) => target.kind === 'idle' && target.id === id)
  if (box?.idle === undefined) return null
  const { names, isOpen } = box.idle
  return (
    <>
      <CardTitle name={t('map.idleTitle')} of={topology.interfaces.find((nic) => nic.id === id)?.name ?? ''} />
      <p>{names.slice(0, mostNames).join(', ')}</p>
      {names.length > mostNames && (
        <p className="soft">{t('map.moreContainers', { count: names.length - mostNames })}</p>
      )}
      <p className="soft">{isOpen ? t('map.foldHint') : t('map.unfoldHint')}</p>
    </>
  )
}
