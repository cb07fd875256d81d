import { Popover } from 'radix-ui'
import type { ReactNode } from 'react'
import { Icon } from '../../parts/icon'

interface WarningPopoverProps {
  /** On the button in the status bar. */
  readonly label: string
  /** What a screen reader calls the list that opens. */
  readonly title: string
  readonly align: 'start' | 'end'
  readonly children: ReactNode
}

/** A count of what is not as it should be; a click shows what, above the status bar. */
export function WarningPopover({ label, title, align, children }: WarningPopoverProps) {
  return (
    <Popover.Root>
      <Popover.Trigger className="status-button tone-warn">
        <Icon name="warning" size={13} />
        {label}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="menu missing-menu" side="top" align={align} sideOffset={6} aria-label={title}>
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
