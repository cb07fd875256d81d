import { useTranslation } from 'react-i18next'
import { formatClock } from '../../parts/format-time'
import { packetMeaning } from '../../scene/packet-meaning'
import { useLossReason } from '../../parts/use-loss-reason'
import { usePacketName, useVerdictText } from '../../parts/use-packet-name'
import { verdictTone } from '../../parts/verdict-tone'
import type { LadderColumn, LadderLine } from '../../state/layout-ladder'
import { useActions, useScreen } from '../../state/screen-context'
import { usePick } from '../../state/use-pick'
import { isTranslation } from '../../state/summarize-journey'
import type { LadderScale } from './ladder-scale'

interface LadderLineViewProps {
  readonly line: LadderLine
  readonly columns: readonly LadderColumn[]
  readonly scale: LadderScale
}

/** One packet on the ladder: its line, a dot per sighting, an arrow head at the last. */
export function LadderLineView({ line, columns, scale }: LadderLineViewProps) {
  const { t } = useTranslation()
  const actions = useActions()
  const pick = usePick()
  const name = usePacketName()
  const verdict = useVerdictText()
  const reasonOf = useLossReason()
  const { journey, dots } = line
  const isHovered = useScreen((state) => state.hover.journey === journey.id)
  const isSelected = useScreen((state) => state.selection?.journey === journey.id)
  const { x, y } = scale
  const first = dots[0]
  if (first === undefined) return null
  const inferredAfter = new Set(journey.inferred.map((hop) => hop.after))
  const path = dots.map((dot, index) => `${index === 0 ? 'M' : 'L'}${x(dot.column)} ${y(dot.row)}`).join('')
  const last = dots.at(-1)!
  const reason = reasonOf(journey)
  const state = `${isHovered ? 'is-hovered' : ''} ${isSelected ? 'is-selected' : ''}`
  return (
    <g
      className={`ladder-line meaning-${packetMeaning(journey)} ${state}`}
      onPointerEnter={() => actions.hoverJourney(journey.id)}
    >
      <path className="ladder-hit" d={path} onClick={() => pick(journey.id, null)} />
      {dots.slice(1).map((dot, index) => {
        const before = dots[index]!
        const ends = [x(before.column), y(before.row), x(dot.column), y(dot.row)] as const
        return (
          <g key={dot.sighting}>
            <path
              className={`ladder-path ${inferredAfter.has(index) ? 'is-inferred' : ''}`}
              d={`M${ends[0]} ${ends[1]}L${ends[2]} ${ends[3]}`}
            />
            <path className="ladder-arrow" d={arrowHead(...ends)} />
          </g>
        )
      })}
      {inferredAfter.has(dots.length - 1) && (
        <path
          className="ladder-path is-inferred"
          d={`M${x(last.column)} ${y(last.row)}h${(x(last.column) < x(first.column) ? -1 : 1) * 34}`}
        />
      )}
      {journey.verdict.kind === 'lost' && (
        <>
          <path className="ladder-lost" d={`M${x(last.column) - 7} ${y(last.row) - 7}l14 14m0 -14l-14 14`} />
          {reason !== null && (
            <text className="ladder-why" x={x(last.column) + 13} y={y(last.row) + 4}>
              {reason}
            </text>
          )}
        </>
      )}
      {journey.rewrites.filter(isTranslation).map((rewrite) => {
        const [from, to] = [dots[rewrite.after], dots[rewrite.after + 1]]
        if (from === undefined || to === undefined) return null
        return (
          <text
            key={`${rewrite.after}${rewrite.field}`}
            className="ladder-rewrite"
            x={(x(from.column) + x(to.column)) / 2}
            y={(y(from.row) + y(to.row)) / 2 - 3}
          >
            {rewrite.from} → {rewrite.to}
          </text>
        )
      })}
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
