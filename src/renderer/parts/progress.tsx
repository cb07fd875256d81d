import { useId } from 'react'

interface ProgressProps {
  /** What is going on, as a short sentence. */
  readonly label: string
  /** How much is done, 0 to 1, null where nobody can know. */
  readonly share: number | null
}

/** What is going on and how far it is; a bar that only moves to and fro where the end is unknown. */
export function Progress({ label, share }: ProgressProps) {
  const id = useId()
  const percent = share === null ? null : Math.round(Math.min(1, Math.max(0, share)) * 100)
  return (
    <span className="progress">
      <span id={id} className="progress-label">
        {label}
      </span>
      <span
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(percent === null ? {} : { 'aria-valuenow': percent })}
        className={`progress-rail ${percent === null ? 'is-open' : ''}`}
      >
        <span className="progress-done" style={percent === null ? undefined : { width: `${percent}%` }} />
      </span>
    </span>
  )
}
