import { useTranslation } from 'react-i18next'
import { commandRow } from '../../../contract/commands'
import { Button } from '../../parts/button'
import { usePacketName } from '../../parts/use-packet-name'
import { useActions, useScreen, useTrace } from '../../state/screen-context'

/** Says which packet waits to be compared, and how to choose the other. */
export function CompareBar() {
  const { t } = useTranslation()
  const actions = useActions()
  const name = usePacketName()
  const { history } = useTrace()
  const compared = useScreen((state) => state.compared)
  const first = compared === null || compared.second !== null ? null : history.byId(compared.first)
  if (first === null) return null
  return (
    <div className="compare-bar" role="status">
      <span>{t('compare.waiting', { first: name(first), key: commandRow('comparePacket').keys[0]! })}</span>
      <Button onClick={() => actions.set({ compared: null })}>{t('compare.cancel')}</Button>
    </div>
  )
}
