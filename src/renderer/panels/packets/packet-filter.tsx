import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { useActions, useScreen, useTrace } from '../../state/screen-context'

/** Free text that narrows the list, with how much of it is shown and what was let go. */
export function PacketFilter({ shown }: { readonly shown: number }) {
  const { t } = useTranslation()
  const actions = useActions()
  const filter = useScreen((state) => state.filter)
  const { history } = useTrace()
  const { exchanges } = history.letGo
  return (
    <div className="packet-filter" role="search">
      <Icon name="search" size={14} />
      <input
        id="packet-filter"
        type="text"
        value={filter}
        placeholder={t('packets.filterPlaceholder')}
        aria-label={t('packets.filter')}
        spellCheck={false}
        maxLength={200}
        onChange={(event) => actions.set({ filter: event.target.value })}
        onKeyDown={(event) => event.key === 'Escape' && actions.set({ filter: '' })}
      />
      {filter !== '' && (
        <Button
          look="quiet"
          icon="close"
          label={t('packets.clearFilter')}
          onClick={() => actions.set({ filter: '' })}
        />
      )}
      <span className="packet-count" aria-live="polite">
        {filter.trim() === ''
          ? t('status.packets', { count: history.size })
          : t('packets.shown', { shown, total: history.size })}
        {exchanges > 0 && <span className="soft"> · {t('packets.letGo', { count: exchanges })}</span>}
      </span>
    </div>
  )
}
