import { Dialog } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import type { Sighting } from '../../../core/correlate/sighting'
import type { Journey } from '../../../core/journey/journey'
import { Button } from '../../parts/button'
import { placeOf } from '../../parts/place-of'
import { useLossReason } from '../../parts/use-loss-reason'
import { usePacketName, useVerdictText } from '../../parts/use-packet-name'
import { useReturnFocus } from '../../parts/use-return-focus'
import { verdictTone } from '../../parts/verdict-tone'
import {
  compareJourneys,
  comparedFields,
  comparedValue,
  type ComparedHop,
  type Comparison,
} from '../../state/compare-journeys'
import { useActions, useScreen, useTrace } from '../../state/screen-context'

/** Two packets side by side: one that arrived beside one that did not, most often. */
export function CompareDialog() {
  const { history } = useTrace()
  const compared = useScreen((state) => state.compared)
  const first = compared === null ? null : history.byId(compared.first)
  const second = compared?.second == null ? null : history.byId(compared.second)
  if (first === null || second === null) return null
  return <Compared first={first} second={second} />
}

function Compared({ first, second }: { readonly first: Journey; readonly second: Journey }) {
  const { t } = useTranslation()
  const actions = useActions()
  const focus = useReturnFocus()
  const name = usePacketName()
  const comparison = compareJourneys(first, second)
  return (
    <Dialog.Root open onOpenChange={() => actions.set({ compared: null })}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-veil" />
        <Dialog.Content className="dialog compare" aria-describedby={undefined} {...focus}>
          <div className="dialog-head">
            <Dialog.Title asChild>
              <h2>{t('compare.title', { first: name(first), second: name(second) })}</h2>
            </Dialog.Title>
            <Button onClick={() => actions.set({ compared: { first: second.id, second: first.id } })}>
              {t('compare.swap')}
            </Button>
            <Dialog.Close asChild>
              <Button look="quiet" icon="close" label={t('app.close')} />
            </Dialog.Close>
          </div>
          <div
            className="compare-body"
            tabIndex={0}
            role="group"
            aria-label={t('compare.title', { first: name(first), second: name(second) })}
          >
            <Parting first={first} second={second} comparison={comparison} />
            <table className="compare-table">
              <thead>
                <tr>
                  <th scope="col">{t('compare.place')}</th>
                  <Head journey={first} />
                  <Head journey={second} />
                </tr>
              </thead>
              <tbody>
                {comparison.hops.map((hop, index) => (
                  <HopRow key={index} hop={hop} isParting={index === comparison.partsAfter} />
                ))}
              </tbody>
            </table>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Head({ journey }: { readonly journey: Journey }) {
  const name = usePacketName()
  const verdict = useVerdictText()
  return (
    <th scope="col">
      {name(journey)} <span className={`tone-${verdictTone(journey.verdict)}`}>{verdict(journey.verdict)}</span>
    </th>
  )
}

/** Where the ways part, in words: which packet goes on, which ends, and why. */
function Parting({
  first,
  second,
  comparison,
}: {
  readonly first: Journey
  readonly second: Journey
  readonly comparison: Comparison
}) {
  const { t } = useTranslation()
  const name = usePacketName()
  const verdict = useVerdictText()
  const reasonOf = useLossReason()
  const { hops, partsAfter } = comparison
  if (partsAfter === null) {
    const isAlike = first.verdict.kind === second.verdict.kind
    return <p className="compare-parting">{isAlike ? t('compare.same') : t('compare.sameWay')}</p>
  }
  const last = hops[partsAfter]
  const said = ([journey, side]: readonly [Journey, 'first' | 'second']) => {
    const next = hops.slice(partsAfter + 1).find((hop) => hop[side] !== null)?.[side]
    if (next != null)
      return t('compare.goesOn', {
        packet: name(journey),
        interface: `${next.point.interfaceName} (${placeOf(next.point)})`,
      })
    const reason = reasonOf(journey)
    const end = t('compare.ends', { packet: name(journey), verdict: verdict(journey.verdict) })
    return reason === null ? end : `${end} ${t('compare.why', { reason })}`
  }
  return (
    <div className="compare-parting">
      <p>
        {last === undefined
          ? t('compare.startsElsewhere')
          : t('compare.differs', { interface: (last.first ?? last.second)?.point.interfaceName ?? '' })}
      </p>
      <ul>
        {(
          [
            [first, 'first'],
            [second, 'second'],
          ] as const
        ).map((side) => (
          <li key={side[1]}>{said(side)}</li>
        ))}
      </ul>
    </div>
  )
}

function HopRow({ hop, isParting }: { readonly hop: ComparedHop; readonly isParting: boolean }) {
  const point = (hop.first ?? hop.second)!.point
  return (
    <tr className={isParting ? 'is-parting' : ''}>
      <th scope="row">
        <span className="mono">{point.interfaceName}</span> <span className="soft">{placeOf(point)}</span>
      </th>
      <Side sighting={hop.first} hop={hop} />
      <Side sighting={hop.second} hop={hop} />
    </tr>
  )
}

function Side({ sighting, hop }: { readonly sighting: Sighting | null; readonly hop: ComparedHop }) {
  const { t } = useTranslation()
  if (sighting === null) return <td className="soft">{t('compare.nothing')}</td>
  const values = Object.fromEntries(comparedFields.map((field) => [field, comparedValue(sighting, field)]))
  const part = (field: (typeof comparedFields)[number], text: string) =>
    hop.differences.has(field) ? <mark>{text}</mark> : <span>{text}</span>
  return (
    <td className="mono">
      {part('source', values['source'] ?? '')}
      {values['sourcePort'] !== '' && <>:{part('sourcePort', values['sourcePort'] ?? '')}</>} →{' '}
      {part('destination', values['destination'] ?? '')}
      {values['destinationPort'] !== '' && <>:{part('destinationPort', values['destinationPort'] ?? '')}</>}
      <span className="soft compare-more">
        {values['ttl'] !== '' && <>ttl {part('ttl', values['ttl'] ?? '')} · </>}
        {part('size', values['size'] ?? '')} B
      </span>
    </td>
  )
}
