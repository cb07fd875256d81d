import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Journey } from '../../../core/journey/journey'
import type { Elapsed, Hop } from '../../state/list-hops'
import { useActions, useScreen, useTrace } from '../../state/screen-context'
import { isTranslation } from '../../state/summarize-journey'
import { placeOf } from '../../parts/place-of'
import { usePick } from '../../state/use-pick'
import { elapsedText } from './elapsed-text'
import { RewriteLines } from './rewrite-lines'

interface HopListProps {
  readonly journey: Journey
  readonly hops: readonly Hop[]
  /** Index of the sighting that is open. */
  readonly selected: number | null
}

/** The hops in path order: seen ones solid, inferred ones dashed. */
export function HopList({ journey, hops, selected }: HopListProps) {
  const { t } = useTranslation()
  const actions = useActions()
  const pick = usePick()
  /** Up and down go to the neighbouring sighting; left and right belong to the player. */
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('.hop-button')]
    const current = buttons.findIndex((button) => button === document.activeElement)
    if (step === undefined || current < 0) return
    event.preventDefault()
    const target = buttons[current + step]
    if (target === undefined) return
    target.focus()
    pick(journey.id, current + step)
  }
  return (
    <ol
      className="hops"
      aria-label={t('inspector.hops')}
      onPointerLeave={() => actions.hoverJourney(null)}
      onKeyDown={onKeyDown}
    >
      {hops.map((hop) =>
        hop.kind === 'seen' ? (
          <SeenHop key={hop.number} journey={journey} hop={hop} isSelected={selected === hop.index} />
        ) : (
          <InferredHop key={hop.number} hop={hop} />
        ),
      )}
    </ol>
  )
}

interface SeenHopProps {
  readonly journey: Journey
  readonly hop: Extract<Hop, { kind: 'seen' }>
  readonly isSelected: boolean
}

function SeenHop({ journey, hop, isSelected }: SeenHopProps) {
  const { t } = useTranslation()
  const actions = useActions()
  const pick = usePick()
  const isHovered = useScreen((s) => s.hover.interface !== null && s.hover.interface === hop.sighting.point.interface)
  const { packet, point } = hop.sighting
  const isGate = hop.rewrites.some(isTranslation)
  const facts = [`${packet.source || '?'} → ${packet.destination || '?'}`]
  if (packet.ttl >= 0) facts.push(`ttl ${packet.ttl}`)
  if (packet.ipId >= 0) facts.push(`id ${packet.ipId}`)
  return (
    <li
      className={`hop ${isGate ? 'is-gate' : ''} ${isSelected ? 'is-selected' : ''} ${isHovered ? 'is-hovered' : ''}`}
    >
      <button
        type="button"
        className="hop-button"
        aria-pressed={isSelected}
        aria-label={t('inspector.hop', { number: hop.number, interface: point.interfaceName })}
        onClick={() => pick(journey.id, hop.index)}
        onPointerEnter={() => actions.hover({ journey: journey.id, interface: point.interface })}
      >
        <span className="hop-head">
          <span className="hop-number">{hop.number}</span>
          <span className="mono">{point.interfaceName}</span>
          <span className="soft">{placeOf(point)}</span>
          <ElapsedText since={hop.since} />
        </span>
        {hop.since === null && <span className="hop-facts mono">{facts.join(' · ')}</span>}
        <RewriteLines rewrites={hop.rewrites} />
      </button>
    </li>
  )
}

function ElapsedText({ since }: { readonly since: Elapsed | null }) {
  const { t } = useTranslation()
  const { time, doubt } = elapsedText(since, t)
  return (
    <span className="hop-time" title={since?.error === null ? t('inspector.twoClocksMeaning') : undefined}>
      {time}
      {doubt !== '' && <span className="soft"> {doubt}</span>}
    </span>
  )
}

function InferredHop({ hop }: { readonly hop: Extract<Hop, { kind: 'inferred' }> }) {
  const { t } = useTranslation()
  const actions = useActions()
  const { topology } = useTrace()
  const nif = topology.interfaces.find((i) => i.id === hop.interface)
  const namespace = topology.namespaces.find((n) => n.id === nif?.namespace)
  return (
    <li
      className="hop is-inferred"
      title={t('inspector.inferredMeaning')}
      onPointerEnter={() => actions.hoverInterface(hop.interface)}
    >
      <span className="hop-head">
        <span className="hop-number">{hop.number}</span>
        <span className="mono">{nif?.name ?? hop.interface}</span>
        <span className="soft">{namespace?.name}</span>
        <span className="hop-time">{t('inspector.inferred')}</span>
      </span>
    </li>
  )
}
