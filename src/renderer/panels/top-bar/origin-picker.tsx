import { Select } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../parts/icon'
import { listOrigins, type Origin } from '../../state/endpoints'
import { useActions, useScreen } from '../../state/screen-context'

/** Chooses the namespace to send from: containers first. */
export function OriginPicker() {
  const { t } = useTranslation()
  const actions = useActions()
  const topology = useScreen((state) => state.live.topology)
  const from = useScreen((state) => state.from)
  const origins = listOrigins(topology)
  const containers = origins.filter((origin) => origin.namespace.kind === 'container')
  const hosts = origins.filter((origin) => origin.namespace.kind === 'host')
  const name = (origin: Origin) =>
    origin.namespace.kind === 'container'
      ? origin.namespace.name
      : (topology.machines.find((machine) => machine.id === origin.namespace.machine)?.name ?? origin.namespace.name)
  const chosen = origins.find((origin) => origin.namespace.id === from)
  return (
    <label className="field">
      <span className="field-label">{t('topBar.from')}</span>
      <Select.Root value={from ?? ''} onValueChange={(id) => actions.set({ from: id })} disabled={origins.length === 0}>
        <Select.Trigger className="picker" aria-label={t('topBar.from')}>
          <span className="picker-value">{chosen ? name(chosen) : t('topBar.noOrigin')}</span>
          <Icon name="chevron" size={12} />
        </Select.Trigger>
        <Select.Portal>
          <Select.Content className="menu" position="popper" sideOffset={4}>
            <Select.Viewport>
              <OriginGroup label={t('origins.containers')} origins={containers} name={name} />
              <OriginGroup label={t('origins.hosts')} origins={hosts} name={name} />
            </Select.Viewport>
          </Select.Content>
        </Select.Portal>
      </Select.Root>
    </label>
  )
}

interface OriginGroupProps {
  readonly label: string
  readonly origins: readonly Origin[]
  readonly name: (origin: Origin) => string
}

function OriginGroup({ label, origins, name }: OriginGroupProps) {
  if (origins.length === 0) return null
  return (
    <Select.Group>
      <Select.Label className="menu-label">{label}</Select.Label>
      {origins.map((origin) => (
        <Select.Item key={origin.namespace.id} value={origin.namespace.id} className="menu-item">
          <Select.ItemText>{name(origin)}</Select.ItemText>
          <span className="menu-detail">{origin.address}</span>
        </Select.Item>
      ))}
    </Select.Group>
  )
}
