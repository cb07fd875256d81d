import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { InterfaceId } from '../../../core/topology/topology'
import { useActions, useScreen } from '../../state/screen-context'

/** One row: cells in order of the columns, and the interface that it lights up on the map. */
export interface FactRow {
  readonly key: string
  readonly interface: InterfaceId | null
  readonly cells: readonly ReactNode[]
}

interface FactTableProps {
  readonly title: string
  /** The command that tells the same by hand. */
  readonly source: string
  readonly columns: readonly string[]
  readonly rows: readonly FactRow[]
}

/** A table of facts with where they come from. */
export function FactTable({ title, source, columns, rows }: FactTableProps) {
  const { t } = useTranslation()
  const actions = useActions()
  const hovered = useScreen((state) => state.hover.interface)
  return (
    <div className="fact-block">
      <h2>
        {title} <code className="soft">{source}</code>
      </h2>
      {rows.length === 0 ? (
        <p className="soft">{t('facts.none')}</p>
      ) : (
        <table onPointerLeave={() => actions.hoverInterface(null)}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr
                key={row.key}
                className={row.interface !== null && row.interface === hovered ? 'is-hovered' : ''}
                onPointerEnter={() => actions.hoverInterface(row.interface)}
              >
                {row.cells.map((cell, index) => (
                  <td key={columns[index]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
