import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { completeFilter, type FilterCompletion } from '../../../core/filter/complete-filter'
import { filterField } from '../../../core/filter/filter-fields'
import type { FilterProblem } from '../../../core/filter/filter-node'
import { parseFilter } from '../../../core/filter/parse-filter'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { knownValues } from '../../state/known-values'
import { useActions, usePreference, useScreen, useTrace } from '../../state/screen-context'

const none: readonly FilterCompletion[] = []

/**
 * The filter's text with completion, after the ARIA combobox pattern with a list popup (WAI-ARIA APG 1.2), and what is
 * wrong with it below, at the very place.
 */
export function FilterInput() {
  const { t } = useTranslation()
  const id = useId()
  const actions = useActions()
  const text = useScreen((state) => state.filter)
  const { topology, history } = useTrace()
  const language = usePreference('language')
  const input = useRef<HTMLInputElement>(null)
  const [caret, setCaret] = useState<number | null>(null)
  const [active, setActive] = useState(-1)
  const isAsked = caret !== null
  const known = useMemo(() => (isAsked ? knownValues(topology, history.journeys) : {}), [isAsked, topology, history])
  const problem = useMemo(() => parseFilter(text).problem, [text])
  const options = caret === null ? none : completeFilter(text, caret, known)
  const isOpen = options.length > 0
  const close = () => {
    setCaret(null)
    setActive(-1)
  }
  const clear = () => {
    actions.set({ filter: '' })
    close()
  }
  const choose = ({ start, end, text: chosen, value }: FilterCompletion) => {
    const rest = text.slice(end)
    const space = value === null || rest.startsWith(' ') ? '' : ' '
    const at = start + chosen.length + space.length
    actions.set({ filter: text.slice(0, start) + chosen + space + rest })
    setActive(-1)
    // The values of a key follow at once.
    setCaret(value === null ? at : null)
    requestAnimationFrame(() => input.current?.setSelectionRange(at, at))
  }
  const move = (step: number) => {
    if (!isOpen) setCaret(input.current?.selectionStart ?? text.length)
    else setActive((now) => (now + step + options.length) % options.length)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const chosen = options[active]
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(active < 0 ? 0 : -1)
    else if (event.key === 'Escape' && isOpen) close()
    else if (event.key === 'Escape') clear()
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen !== undefined) choose(chosen)
    else if (event.key === 'Enter') close()
    else return
    event.preventDefault()
  }
  return (
    <span className="filter-input" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}>
      <Icon name="search" size={14} />
      <input
        ref={input}
        id="packet-filter"
        type="text"
        role="combobox"
        value={text}
        placeholder={t('packets.filterPlaceholder')}
        aria-label={t('packets.filter')}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && active >= 0 ? `${id}-${active}` : undefined}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        spellCheck={false}
        autoComplete="off"
        maxLength={1000}
        onChange={(event) => {
          actions.set({ filter: event.target.value })
          setCaret(event.target.selectionStart)
          setActive(-1)
        }}
        onKeyDown={onKeyDown}
      />
      {text !== '' && <Button look="quiet" icon="close" label={t('packets.clearFilter')} onClick={clear} />}
      {isOpen && (
        <ul
          id={`${id}-list`}
          role="listbox"
          aria-label={t('packets.completions')}
          className="menu filter-menu"
          ref={fitBelow}
        >
          {options.map((option, index) => (
            <li
              key={option.text}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              className={`menu-item ${index === active ? 'is-active' : ''}`}
              // Before blur takes the list away.
              onPointerDown={(event) => {
                event.preventDefault()
                choose(option)
              }}
            >
              <span className="mono">{option.text}</span>
              {option.value === null && <span className="menu-detail">{filterField(option.key)?.[language]}</span>}
            </li>
          ))}
        </ul>
      )}
      {!isOpen && problem !== null && (
        <ProblemText
          id={`${id}-problem`}
          text={text}
          problem={problem}
          onMend={(mended) => {
            actions.set({ filter: mended })
            input.current?.focus()
          }}
        />
      )}
    </span>
  )
}

/** What opens below scrolls in what is left of the window, above the status bar. */
function fitBelow(list: HTMLElement | null): void {
  if (list !== null)
    list.style.maxHeight = `${Math.max(90, window.innerHeight - list.getBoundingClientRect().top - 40)}px`
}

function ProblemText({
  id,
  text,
  problem,
  onMend,
}: {
  readonly id: string
  readonly text: string
  readonly problem: FilterProblem
  readonly onMend: (text: string) => void
}) {
  const { t } = useTranslation()
  const { code, values, start, end } = problem
  const expected = values['expected'] ?? ''
  const suggestion = values['suggestion'] ?? ''
  return (
    <p id={id} className="menu filter-problem" role="status" ref={fitBelow}>
      <span className="mono">
        {text.slice(0, start)}
        <mark>{text.slice(start, end) || ' '}</mark>
        {text.slice(end)}
      </span>
      <span>
        {t(`filterProblems.${code}`, { value: values['value'] ?? '' })}
        {expected !== '' && ` ${t('packets.expected', { expected })}`}
      </span>
      {suggestion !== '' && (
        <Button onClick={() => onMend(text.slice(0, start) + suggestion + text.slice(end))}>
          {t('packets.mend', { suggestion })}
        </Button>
      )}
    </p>
  )
}
