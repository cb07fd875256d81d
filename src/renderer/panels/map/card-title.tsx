/** The card's title: a name, what it belongs to, and a word about its state. */
export function CardTitle({
  name,
  of,
  state,
}: {
  readonly name: string
  readonly of: string
  readonly state?: string
}) {
  return (
    <p className="map-card-title">
      <span className="mono">{name}</span>
      <span className="soft">{of}</span>
      {state !== undefined && <span className="tone-warn">{state}</span>}
    </p>
  )
}
