import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'
import { useActions, useScreen, useTrace } from '../../state/screen-context'
import { FilterInput } from './filter-input'
import { FilterMenus } from './filter-menus'

/** What narrows and folds the list, with how much of it is shown and what was let go. */
export function PacketFilter({ shown }: { readonly shown: number }) {
  const { t } = useTranslation()
  const actions = useActions()
  const filter = useScreen((state) => state.filter.trim())
  const isFolded = useScreen((state) => state.list.isFolded)
  const { history } = useTrace()
  const { exchanges } = history.letGo
  return (
    <div className="packet-filter" role="search">
      <FilterInput />
      <FilterMenus />
      <Button
        className={`chip ${isFolded ? 'is-on' : ''}`}
        aria-pressed={isFolded}
        title={t('packets.foldMeaning')}
        onClick={() => actions.list({ isFolded: !isFolded, toggled: new Set() })}
      >
        {t('packets.fold')}
      </Button>
      <span className="packet-count" aria-live="polite">
        {filter === ''
          ? t('status.packets', { count: history.size })
          : t('packets.shown', { shown, total: history.size })}
        {exchanges > 0 && <span className="soft"> · {t('packets.letGo', { count: exchanges })}</span>}
      </span>
    </div>
  )
}
