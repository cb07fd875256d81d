import type { Journey } from '../../../core/journey/journey'
import { Icon } from '../../parts/icon'
import { useDivergenceText } from '../../parts/use-divergence-text'
import { journeyDivergence } from '../../state/journey-divergence'
import { useTrace } from '../../state/screen-context'

/** That a packet did not go where the map's routes and rules lead; nothing when it did. */
export function DivergenceNote({ journey }: { readonly journey: Journey }) {
  const { history, topology } = useTrace()
  const words = useDivergenceText()
  const divergence = journeyDivergence(journey, history, topology)
  if (divergence === null) return null
  return (
    <p className="divergence-sentence" role="note">
      <Icon name="warning" /> {words(divergence, topology).sentence}
    </p>
  )
}
