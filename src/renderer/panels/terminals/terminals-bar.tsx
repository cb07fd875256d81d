import { DropdownMenu } from 'radix-ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CapturePoint } from '../../../core/correlate/sighting'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { placeOf } from '../../parts/place-of'
import type { TileOptions } from './tile-options'

interface TerminalsBarProps {
  readonly points: readonly CapturePoint[]
  readonly hidden: ReadonlySet<number>
  readonly options: TileOptions
  readonly onHide: (hidden: ReadonlySet<number>) => void
  readonly onOptions: (options: TileOptions) => void
}

/** What is chosen for all terminals: which are shown, hex, size, and what is looked for. */
export function TerminalsBar({ points, hidden, options, onHide, onOptions }: TerminalsBarProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const resize = (by: number) => onOptions({ ...options, larger: Math.min(12, Math.max(-4, options.larger + by)) })
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="button button-plain">
          {t('terminals.tiles')} {points.length - hidden.size}/{points.length}
          <Icon name="chevron" size={12} />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu terminals-menu" align="start" sideOffset={4}>
            <DropdownMenu.Item className="menu-item" onSelect={() => onHide(new Set())}>
              {t('terminals.allTiles')}
            </DropdownMenu.Item>
            {points.map((point) => (
              <DropdownMenu.CheckboxItem
                key={point.index}
                className="menu-item"
                checked={!hidden.has(point.index)}
                onSelect={(event) => event.preventDefault()}
                onCheckedChange={(isShown) => {
                  const after = new Set(hidden)
                  if (isShown) after.delete(point.index)
                  else after.add(point.index)
                  onHide(after)
                }}
              >
                <span className="mono">
                  {hidden.has(point.index) ? '☐' : '☑'} {point.interfaceName}
                </span>
                <span className="menu-detail">{placeOf(point)}</span>
              </DropdownMenu.CheckboxItem>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <label className="terminals-choice">
        <input
          type="checkbox"
          checked={options.isHexShown}
          onChange={(event) => onOptions({ ...options, isHexShown: event.target.checked })}
        />
        {t('terminals.showHex')}
      </label>
      <label className="terminals-choice">
        <input
          type="checkbox"
          checked={options.isJumping}
          onChange={(event) => onOptions({ ...options, isJumping: event.target.checked })}
        />
        {t('terminals.jumpToLine')}
      </label>
      <Button look="quiet" icon="minus" label={t('terminals.smaller')} onClick={() => resize(-1)} />
      <Button look="quiet" icon="plus" label={t('terminals.larger')} onClick={() => resize(1)} />
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          onOptions({ ...options, search: { text: text.trim(), turn: options.search.turn + 1 } })
        }}
      >
        <input
          className="terminals-find"
          type="search"
          aria-label={t('terminals.find')}
          placeholder={t('terminals.find')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
    </>
  )
}
