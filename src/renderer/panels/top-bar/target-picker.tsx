import { useTranslation } from 'react-i18next'
import { ComboBox } from '../../parts/combo-box'
import { listTargets } from '../../state/endpoints'
import { useActions, useScreen } from '../../state/screen-context'

/** Chooses or takes by hand the address or host name to send to. */
export function TargetPicker() {
  const { t } = useTranslation()
  const actions = useActions()
  const topology = useScreen((state) => state.live.topology)
  const from = useScreen((state) => state.from)
  const to = useScreen((state) => state.to)
  const options = listTargets(topology, from).map((target) => ({
    value: target.address,
    detail: target.name === null ? t(`targets.${target.kind}`) : target.name,
  }))
  return (
    <label className="field">
      <span className="field-label">{t('topBar.to')}</span>
      <ComboBox
        value={to}
        options={options}
        label={t('topBar.to')}
        placeholder={t('topBar.toPlaceholder')}
        openLabel={t('topBar.showTargets')}
        onChange={(value) => actions.set({ to: value })}
        onSubmit={() => void actions.ping()}
      />
    </label>
  )
}
