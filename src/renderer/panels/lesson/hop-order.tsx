import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InterfaceId } from '../../../core/topology/topology'
import { Button } from '../../parts/button'

interface HopOrderProps {
  readonly initial: readonly InterfaceId[]
  readonly nameOf: (id: InterfaceId) => string
  readonly onAnswer: (interfaces: readonly InterfaceId[]) => void
}

/** Interfaces to bring into the order in which the packet passes them: by their buttons, or by dragging them. */
export function HopOrder({ initial, nameOf, onAnswer }: HopOrderProps) {
  const { t } = useTranslation()
  const [order, setOrder] = useState(initial)
  const [dragged, setDragged] = useState<number | null>(null)
  const move = (from: number, to: number) => {
    if (to < 0 || to >= order.length || from === to) return
    const after = [...order]
    const [taken] = after.splice(from, 1)
    if (taken !== undefined) after.splice(to, 0, taken)
    setOrder(after)
  }
  return (
    <div className="hop-order">
      <ol>
        {order.map((id, index) => (
          <li
            key={id}
            draggable
            className={dragged === index ? 'is-dragged' : ''}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move'
              setDragged(index)
            }}
            onDragOver={(event) => {
              event.preventDefault()
              if (dragged === null || dragged === index) return
              move(dragged, index)
              setDragged(index)
            }}
            onDragEnd={() => setDragged(null)}
          >
            <span className="mono">{nameOf(id)}</span>
            <Button
              look="quiet"
              icon="up"
              label={t('lesson.earlier', { name: nameOf(id) })}
              disabled={index === 0}
              onClick={() => move(index, index - 1)}
            />
            <Button
              look="quiet"
              icon="chevron"
              label={t('lesson.later', { name: nameOf(id) })}
              disabled={index === order.length - 1}
              onClick={() => move(index, index + 1)}
            />
          </li>
        ))}
      </ol>
      <Button look="primary" onClick={() => onAnswer(order)}>
        {t('lesson.giveAnswer')}
      </Button>
    </div>
  )
}
