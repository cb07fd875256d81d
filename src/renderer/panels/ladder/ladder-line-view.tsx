import { useTranslation } from 'react-i18next'
import { formatClock } from '../../parts/format-time'
import { packetMeaning } from '../../parts/packet-meaning'
import { usePacketName, useVerdictText } from '../../parts/use-packet-name'
import { verdictTone } from '../../parts/verdict-tone'
import type { LadderColumn, LadderLine } from '../../state/layout-ladder'
import { useActions, useScreen } from '../../state/screen-context'
import { usePick } from '../../state/use-pick'
import { ladderScale } from './ladder-scale'

interface LadderLineViewProps {
  readonly line: LadderLine
  readonly columns: readonly LadderColumn[]
}

/** One packet on the ladder: its line, a dot per sighting, an arrow head at the last. */
export function LadderLineView({ line, columns }: LadderLineViewProps) {
  const { t } = useTranslation()
  const actions = useActions()
  const pick = usePick()
  const name = usePacketName()
  const verdict = useVerdictText()
  const { journey, dots } = line
  const isHovered = useScreen((state) => state.hover.journey === journey.id)
  const isSelected = useScreen((state) => state.selection?.journey === journey.id)
  const { x, y } = ladderScale
  const first = dots[0]
  if (first === undefined) return null
  const path = dots.map((dot, index) => `${index === 0 ? 'M' : 'L'}${x(dot.column)} ${y(dot.row)}`).join('')
  const last = dots.at(-1)!
  const before = dots.at(-2)
  const state = `${isHovered ? 'is-hovered' : ''} ${isSelected ? 'is-selected' : ''}`
  return (
    <g
      className={`ladder-line meaning-${packetMeaning(journey)} ${state}`}
      onPointerEnter={() => actions.hoverJourney(journey.id)}
    >
      <path className="ladder-hit" d={path} onClick={() => pick(journey.id, null)} />
      <path className="ladder-path" d={path} />
      {before && (
        <path className="ladder-arrow" d={arrowHead(x(before.column), y(before.row), x(last.column), y(last.row))} />
      )}
      {dots.map((dot) => (
        <circle
          key={dot.sighting}
          className="ladder-dot"
          cx={x(dot.column)}
          cy={y(dot.row)}
          r={4}
          onClick={() => pick(journey.id, dot.sighting)}
        >
          <title>
            {t('ladder.sighting', { packet: name(journey), interface: columns[dot.column]?.point.interfaceName ?? '' })}
            {` · ${formatClock(journey.sightings[dot.sighting]!)}`}
          </title>
        </circle>
      ))}
      <text className="ladder-label" x={12} y={y(first.row) + 4}>
        {name(journey)}
        <tspan className={`tone-${verdictTone(journey.verdict)}`} dx={8}>
          {verdict(journey.verdict)}
        </tspan>
      </text>
    </g>
  )
}

function arrowHead(fromX: number, fromY: number, toX: number, toY: number): string {
  const angle = Math.atan2(toY - fromY, toX - fromX)
  const tip = { x: toX - Math.cos(angle) * 5, y: toY - Math.sin(angle) * 5 }
  const side = (turn: number) => `${tip.x - Math.cos(angle + turn) * 8} ${tip.y - Math.sin(angle + turn) * 8}`
  return `M${tip.x} ${tip.y}L${side(0.45)}L${side(-0.45)}Z`
}
