import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

interface EmptyStateProps {
  readonly icon: IconName
  readonly title: string
  readonly children?: ReactNode
}

/** What a panel shows when it has nothing: what it is for, and what brings it to life. */
export function EmptyState({ icon, title, children }: EmptyStateProps) {
  return (
    <div className="empty-state" role="note">
      <Icon name={icon} size={28} />
      <p className="empty-title">{title}</p>
      {children && <div className="empty-text">{children}</div>}
    </div>
  )
}
