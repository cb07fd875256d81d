import type { Journey } from '../../../core/journey/journey'
import { listHops } from '../../state/list-hops'
import { useScreen, useTrace } from '../../state/screen-context'
import { shownClock } from '../../state/screen-state'
import { CopiesView } from './copies-view'
import { ExchangeList } from './exchange-list'
import { HopList } from './hop-list'
import { HopViewSection } from './hop-view-section'
import { MatchView } from './match-view'
import { PiecesView } from './pieces-view'

/** A packet's hops, and the one that is looked at: beside them where there is room, else below. */
export function InspectorBody({ journey, sighting }: { readonly journey: Journey; readonly sighting: number | null }) {
  const { history } = useTrace()
  const clock = useScreen(shownClock)
  const index = sighting ?? 0
  return (
    <div className="inspector-body">
      <div className="inspector-way">
        <HopList journey={journey} hops={listHops(journey, clock)} selected={sighting} />
        <MatchView journey={journey} history={history} />
        <PiecesView journey={journey} />
        <CopiesView journey={journey} />
        <ExchangeList journey={journey} history={history} />
      </div>
      <HopViewSection key={`${journey.id}:${index}`} journey={journey} index={index} />
    </div>
  )
}
