import type { ComponentProps } from 'react'
import { Icon, type IconName } from './icon'

interface ButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  readonly icon?: IconName
  readonly look?: 'plain' | 'primary' | 'quiet'
  /** For a button that shows only its icon. */
  readonly label?: string
}

/** A push button; with `label` and no children it is an icon with a tooltip. */
export function Button({ icon, look = 'plain', label, children, className = '', ...rest }: ButtonProps) {
  const isIconOnly = children === undefined
  return (
    <button
      type="button"
      className={`button button-${look} ${isIconOnly ? 'button-icon' : ''} ${className}`}
      aria-label={label}
      title={label}
      {...rest}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}
