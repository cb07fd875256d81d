import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { Icon } from './icon'

interface ComboBoxProps {
  readonly value: string
  readonly options: readonly { readonly value: string; readonly detail: string }[]
  readonly label: string
  readonly placeholder: string
  readonly openLabel: string
  readonly onChange: (value: string) => void
  /** Enter with the list closed. */
  readonly onSubmit: () => void
}

/** An editable text with suggestions, after the ARIA combobox pattern with a list popup (WAI-ARIA APG 1.2). */
export function ComboBox(props: ComboBoxProps) {
  const { value, options, label, placeholder, openLabel, onChange, onSubmit } = props
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const close = () => {
    setIsOpen(false)
    setActive(-1)
  }
  const choose = (chosen: string) => {
    onChange(chosen)
    close()
    input.current?.focus()
  }
  const move = (step: number) => {
    setIsOpen(true)
    setActive((now) => (options.length === 0 ? -1 : (now + step + options.length) % options.length))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(active < 0 ? 0 : -1)
    else if (event.key === 'Escape' && isOpen) close()
    else if (event.key === 'Enter' && isOpen && active >= 0) choose(options[active]!.value)
    else if (event.key === 'Enter') {
      close()
      onSubmit()
    } else return
    event.preventDefault()
  }
  return (
    <span className="combo-box" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}>
      <input
        ref={input}
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && active >= 0 ? `${id}-${active}` : undefined}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        maxLength={253}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <button
        type="button"
        tabIndex={-1}
        className="combo-open"
        aria-label={openLabel}
        aria-expanded={isOpen}
        onClick={() => {
          setIsOpen(!isOpen)
          input.current?.focus()
        }}
      >
        <Icon name="chevron" size={12} />
      </button>
      {isOpen && (
        <ul id={`${id}-list`} role="listbox" aria-label={label} className="menu combo-menu">
          {options.map((option, index) => (
            <li
              key={option.value}
              id={`${id}-${index}`}
              role="option"
              aria-selected={option.value === value}
              className={`menu-item ${index === active ? 'is-active' : ''}`}
              // Before blur takes the list away.
              onPointerDown={(event) => {
                event.preventDefault()
                choose(option.value)
              }}
            >
              <span>{option.value}</span>
              <span className="menu-detail">{option.detail}</span>
            </li>
          ))}
        </ul>
      )}
    </span>
  )
}
