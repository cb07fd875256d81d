import type { ReactNode } from 'react'

/** One row of a card; nothing where nothing is known. */
export function CardFact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  if (children === null || children === '' || children === undefined) return null
  return (
    <>
      <dt>{label}</dt>
      <dd className="mono">{children}</dd>
    </>
  )
}
