import type { ReactNode } from 'react'

interface ToggleProps {
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  readonly children: ReactNode
}

/** A small button that stays pressed. */
export function Toggle({ isOn, onChange, children }: ToggleProps) {
  return (
    <button type="button" className="chip toggle" aria-pressed={isOn} onClick={() => onChange(!isOn)}>
      {children}
    </button>
  )
}
