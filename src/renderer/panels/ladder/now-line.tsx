import { focusAt } from '../../state/focus-at'
import type { Ladder } from '../../state/layout-ladder'
import { usePlaybackState } from '../../state/screen-context'
import type { LadderScale } from './ladder-scale'

/** Where the player is: a line through the sighting that its packet stands at or left last. */
export function NowLine({ ladder, scale }: { readonly ladder: Ladder; readonly scale: LadderScale }) {
  const row = usePlaybackState(({ timeline, player }) => {
    const focus = focusAt(timeline, player.time)
    const line = ladder.lines.find(({ journey }) => journey.id === focus?.journey)
    return line?.dots.find((dot) => dot.sighting === (focus?.sighting ?? 0))?.row ?? null
  })
  if (row === null) return null
  return <line className="ladder-now" x1={0} x2="100%" y1={scale.y(row)} y2={scale.y(row)} />
}
