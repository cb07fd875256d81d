import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { InterfaceId } from '../../../core/topology/topology'
import type { FactColumn, FactRow } from '../../state/list-facts'
import { useActions, useScreen } from '../../state/screen-context'

interface FactTableProps {
  readonly columns: readonly FactColumn[]
  readonly rows: readonly FactRow[]
}

/** A table of facts; pointing at a row lights the map up, and pointing at the map the row. */
export function FactTable({ columns, rows }: FactTableProps) {
  const { t, i18n } = useTranslation()
  const actions = useActions()
  const hovered = useScreen((state) => state.hover.interface)
  const table = useRef<HTMLTableElement>(null)
  useEffect(() => {
    if (hovered === null || table.current?.matches(':hover') === true) return
    table.current?.querySelector('tr.is-hovered')?.scrollIntoView({ block: 'nearest' })
  }, [hovered])
  if (rows.length === 0) return <p className="soft">{t('facts.none')}</p>
  return (
    <table ref={table} onPointerLeave={() => actions.hoverInterface(null)}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`facts.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, interface: id, cells, isMarked }) => (
          <tr
            key={key}
            className={`${id !== null && id === hovered ? 'is-hovered' : ''} ${isMarked ? 'is-marked' : ''}`}
            onPointerEnter={() => actions.hoverInterface(id)}
          >
            {cells.map((cell, index) => (
              <td
                key={columns[index]}
                className={cell.kind === 'code' ? 'mono' : cell.kind === 'figure' ? 'figure' : ''}
              >
                {index === 0 && isMarked && <span className="visually-hidden">{t('facts.marked')} </span>}
                {index === 0 && id !== null ? (
                  <button
                    type="button"
                    className="fact-link"
                    title={t('facts.showOnMap')}
                    onFocus={() => actions.hoverInterface(id)}
                    onClick={() => showOnMap(id)}
                  >
                    {cell.text}
                  </button>
                ) : cell.kind === 'figure' && cell.text !== '—' ? (
                  Number(cell.text).toLocaleString(i18n.language)
                ) : (
                  cell.text
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The map tells of what has the focus on it. */
function showOnMap(id: InterfaceId): void {
  document.querySelector<SVGElement>(`[data-interface="${CSS.escape(id)}"]`)?.focus()
}
