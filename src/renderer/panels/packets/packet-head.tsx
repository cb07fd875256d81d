import { useTranslation } from 'react-i18next'
import type { SortColumn } from '../../state/list-rows'
import { useActions, useScreen } from '../../state/screen-context'

const columns = ['packet', 'sequence', 'sender', 'then', 'path', 'rewrites', 'verdict', 'time'] as const

/** The head of the list: a click sorts, a second one turns round, a third gives the order of arrival back. */
export function PacketHead() {
  const { t } = useTranslation()
  const actions = useActions()
  const sort = useScreen((state) => state.list.sort)
  const choose = (column: SortColumn) => {
    if (sort?.column !== column) actions.list({ sort: { column, isDescending: false } })
    else actions.list({ sort: sort.isDescending ? null : { column, isDescending: true } })
  }
  return (
    <div role="row" aria-rowindex={1} className="packet-row packet-head">
      {columns.map((column) => {
        const isSorted = sort?.column === column
        const order = !isSorted ? 'none' : sort.isDescending ? 'descending' : 'ascending'
        return (
          <span
            key={column}
            role="columnheader"
            className={`cell cell-${column}`}
            {...(column === 'then' ? {} : { 'aria-sort': order })}
          >
            {column === 'then' ? (
              t('packets.then')
            ) : (
              <button type="button" className="sort-button" onClick={() => choose(column)}>
                {t(`packets.${column}`)}
                {isSorted && <span aria-hidden="true">{sort.isDescending ? ' ↓' : ' ↑'}</span>}
              </button>
            )}
          </span>
        )
      })}
      <span role="columnheader" className="cell cell-actions">
        <span className="visually-hidden">{t('packets.actions')}</span>
      </span>
    </div>
  )
}
