import { DropdownMenu } from 'radix-ui'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { filterField, type FilterKey } from '../../../core/filter/filter-fields'
import { chosenValues, toggleTerm } from '../../../core/filter/toggle-term'
import { Icon } from '../../parts/icon'
import { knownValues } from '../../state/known-values'
import { useActions, useScreen, useTrace } from '../../state/screen-context'

const keys = ['container', 'verdict', 'kind', 'ip'] as const satisfies readonly FilterKey[]

/** What is filtered by most, as menus that write into the filter's text. */
export function FilterMenus() {
  const { topology, history, version } = useTrace()
  // `history` is mutable; `version` says when it changed.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const known = useMemo(() => knownValues(topology, history.journeys), [topology, history, version])
  return keys.map((key) => {
    const type = filterField(key)?.type
    const values = type?.kind === 'word' ? type.words : (known[key] ?? [])
    return <FilterMenu key={key} filterKey={key} values={values} />
  })
}

function FilterMenu({
  filterKey,
  values,
}: {
  readonly filterKey: (typeof keys)[number]
  readonly values: readonly string[]
}) {
  const { t } = useTranslation()
  const actions = useActions()
  const text = useScreen((state) => state.filter)
  const chosen = chosenValues(text, filterKey)
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={`chip ${chosen.length > 0 ? 'is-on' : ''}`} disabled={values.length === 0}>
        {chosen.length > 0 ? chosen.join(', ') : t(`packets.by.${filterKey}`)}
        <Icon name="chevron" size={10} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu values-menu" align="start" sideOffset={4}>
          {values.map((value) => (
            <DropdownMenu.CheckboxItem
              key={value}
              className="menu-item"
              checked={chosen.includes(value)}
              onSelect={() => actions.set({ filter: toggleTerm(text, filterKey, value) })}
            >
              <span>{value}</span>
              <DropdownMenu.ItemIndicator>
                <Icon name="check" size={12} />
              </DropdownMenu.ItemIndicator>
            </DropdownMenu.CheckboxItem>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
