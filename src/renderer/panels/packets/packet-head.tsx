import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { SortColumn } from '../../state/list-rows'
import { useActions, useScreen } from '../../state/screen-context'

const columns = ['packet', 'sequence', 'sender', 'then', 'path', 'rewrites', 'verdict', 'time'] as const

/** What a click on the head of a column sorts by; the sender's holds two addresses. */
const sortsOf: Readonly<Record<(typeof columns)[number], readonly SortColumn[]>> = {
  packet: ['packet'],
  sequence: ['sequence'],
  sender: ['sender', 'destination'],
  then: [],
  path: ['path'],
  rewrites: ['rewrites'],
  verdict: ['verdict'],
  time: ['time'],
}

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
        const sorts = sortsOf[column]
        const isSorted = sort !== null && sorts.includes(sort.column)
        const order = !isSorted ? 'none' : sort.isDescending ? 'descending' : 'ascending'
        return (
          <span
            key={column}
            role="columnheader"
            className={`cell cell-${column}`}
            {...(sorts.length === 0 ? {} : { 'aria-sort': order })}
          >
            {sorts.length === 0 && t(`packets.${column}`)}
            {sorts.map((by, index) => (
              <Fragment key={by}>
                {index > 0 && <span aria-hidden="true"> → </span>}
                <button type="button" className="sort-button" onClick={() => choose(by)}>
                  {t(`packets.${by}`)}
                  {sort?.column === by && <span aria-hidden="true">{sort.isDescending ? ' ↓' : ' ↑'}</span>}
                </button>
              </Fragment>
            ))}
          </span>
        )
      })}
      <span role="columnheader" className="cell cell-actions">
        <span className="visually-hidden">{t('packets.actions')}</span>
      </span>
    </div>
  )
}
