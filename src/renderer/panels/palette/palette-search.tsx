import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { listPaletteItems, type PaletteGroup, type PaletteItem } from '../../commands/list-palette-items'
import { searchCommands } from '../../commands/search-commands'
import { Icon } from '../../parts/icon'
import { KeyNames } from '../../parts/key-names'
import { usePreference, useScreenContext } from '../../state/screen-context'

const page = 8

/** A field and the commands that fit what is typed, after the ARIA combobox pattern with a list popup (WAI-ARIA APG). */
export function PaletteSearch({ onChoose }: { readonly onChoose: (run: () => void) => void }) {
  const { t, i18n } = useTranslation()
  const screen = useScreenContext()
  const language = usePreference('language')
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const recent = usePreference('recentCommands')
  // What is there when the palette opens; it is not open for long.
  const [items] = useState(() => listPaletteItems(screen, i18n, language))
  const groups = useMemo(() => groupItems(items, query, recent), [items, query, recent])
  const shown = groups.flatMap((group) => group.items)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [active, query])

  const choose = (item: PaletteItem | undefined) => {
    if (item?.isEnabled !== true) return
    const before = recent.filter((each) => each !== item.id)
    screen.preferences.setState({ recentCommands: [item.id, ...before].slice(0, 5) })
    onChoose(() => item.run())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const last = shown.length - 1
    const target = {
      ArrowDown: active === last ? 0 : active + 1,
      ArrowUp: active === 0 ? last : active - 1,
      PageDown: Math.min(active + page, last),
      PageUp: Math.max(active - page, 0),
    }[event.key]
    if (event.key === 'Enter') choose(shown[active])
    else if (target !== undefined) setActive(Math.max(0, target))
    else return
    event.preventDefault()
  }
  return (
    <>
      <label className="palette-field">
        <Icon name="search" />
        <input
          role="combobox"
          aria-label={t('commands.title')}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown.length > 0 ? `${id}-${active}` : undefined}
          value={query}
          placeholder={t('commands.placeholder')}
          spellCheck={false}
          autoComplete="off"
          maxLength={80}
          onChange={(event) => {
            setQuery(event.target.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={t('commands.title')} className="palette-list">
        {groups.map((group, groupIndex) => {
          const first = groups.slice(0, groupIndex).reduce((sum, before) => sum + before.items.length, 0)
          const entries = group.items.map((item, index) => (
            <PaletteOption
              key={item.id}
              id={`${id}-${first + index}`}
              item={item}
              isActive={first + index === active}
              onPoint={() => setActive(first + index)}
              onChoose={() => choose(item)}
            />
          ))
          return group.name === null ? (
            entries
          ) : (
            <div key={group.name} role="group" aria-labelledby={`${id}-${group.name}`}>
              <div id={`${id}-${group.name}`} className="menu-label" role="presentation">
                {t(`commandGroups.${group.name}`)}
              </div>
              {entries}
            </div>
          )
        })}
      </div>
      <p className={shown.length > 0 ? 'visually-hidden' : 'palette-nothing'} role="status">
        {shown.length > 0 ? t('commands.found', { count: shown.length }) : t('commands.nothing')}
      </p>
    </>
  )
}

interface PaletteOptionProps {
  readonly id: string
  readonly item: PaletteItem
  readonly isActive: boolean
  readonly onPoint: () => void
  readonly onChoose: () => void
}

function PaletteOption({ id, item, isActive, onPoint, onChoose }: PaletteOptionProps) {
  const { t } = useTranslation()
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      aria-disabled={!item.isEnabled}
      className={`menu-item palette-item ${isActive ? 'is-active' : ''}`}
      onPointerMove={onPoint}
      // Before the field loses the focus.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span>
        {item.title}
        {item.isOn === true && (
          <>
            {' '}
            <Icon name="check" size={12} />
            <span className="visually-hidden">{t('commands.on')}</span>
          </>
        )}
      </span>
      {item.isEnabled ? (
        item.keys[0] !== undefined && <KeyNames shortcut={item.keys[0]} />
      ) : (
        <span className="soft">{t('commands.unavailable')}</span>
      )}
    </div>
  )
}

interface Group {
  /** Null for what was searched for: the best first, whatever group it is of. */
  readonly name: PaletteGroup | null
  readonly items: readonly PaletteItem[]
}

function groupItems(items: readonly PaletteItem[], query: string, recent: readonly string[]): readonly Group[] {
  if (query.trim() !== '') return [{ name: null, items: searchCommands(query, items) }]
  const used = recent.flatMap((id) => items.find((item) => item.id === id) ?? [])
  const groups = new Map<PaletteGroup, PaletteItem[]>(used.length > 0 ? [['recent', used]] : [])
  for (const item of items) {
    if (used.includes(item)) continue
    const group = groups.get(item.group)
    if (group) group.push(item)
    else groups.set(item.group, [item])
  }
  return [...groups].map(([name, members]) => ({ name, items: members }))
}
