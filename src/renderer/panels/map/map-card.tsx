import type { ReactNode } from 'react'
import type { ElementSize } from '../../parts/use-element-size'
import type { MapLayout, MapTarget } from '../../scene/map-layout'
import { toScreen, type View } from '../../scene/view'
import { useTrace } from '../../state/screen-context'
import { BoxFacts } from './box-facts'
import { GateFacts } from './gate-facts'
import { InterfaceFacts } from './interface-facts'
import { placeOfTarget } from './use-map-pointer'
import { WireFacts } from './wire-facts'

interface MapCardProps {
  readonly target: MapTarget
  readonly layout: MapLayout
  readonly view: View
  readonly size: ElementSize
}

const cardWidth = 290
const cardHeight = 230

/** What is known of one thing on the map, beside it. */
export function MapCard({ target, layout, view, size }: MapCardProps) {
  const { topology } = useTrace()
  const place = placeOfTarget(layout, target)
  if (place === null) return null
  const at = toScreen(view, place)
  const left = at.x + 16 + cardWidth > size.width ? at.x - 16 - cardWidth : at.x + 16
  const top = Math.max(6, Math.min(at.y - 20, size.height - cardHeight))
  const style = { left: Math.max(6, left), top, width: cardWidth, maxHeight: Math.max(80, size.height - top - 6) }
  return (
    <div className="map-card" role="tooltip" style={style}>
      {factsOf(target, topology, layout)}
    </div>
  )
}

function factsOf(target: MapTarget, topology: ReturnType<typeof useTrace>['topology'], layout: MapLayout): ReactNode {
  switch (target.kind) {
    case 'interface':
      return <InterfaceFacts id={target.id} topology={topology} />
    case 'gate':
      return <GateFacts id={target.id} layout={layout} topology={topology} />
    case 'wire':
      return <WireFacts id={target.id} layout={layout} topology={topology} />
    case 'machine':
    case 'namespace':
    case 'guest':
    case 'idle':
      return <BoxFacts target={target} layout={layout} topology={topology} />
  }
}
