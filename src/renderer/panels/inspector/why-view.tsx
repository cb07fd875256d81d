import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { isUnfortunate } from '../../../core/explain/explain-loss'
import type { Explanation } from '../../../core/explain/explanation'
import type { Journey } from '../../../core/journey/journey'
import { explainJourney } from '../../state/explain-journey'
import { useScreen, useTrace } from '../../state/screen-context'
import { WhyItem } from './why-item'

/** Why a packet did not arrive: the best explanation open, the others and what was ruled out folded. */
export function WhyView({ journey }: { readonly journey: Journey }) {
  const { t } = useTranslation()
  const heading = useId()
  const trace = useTrace()
  const captures = useScreen((state) => (state.source.kind === 'live' ? state.status.captures : null))
  if (!isUnfortunate(journey)) return null
  const points = [...trace.points, ...(captures ?? []).map(({ point }) => point)]
  const found = explainJourney(journey, trace, points)
  if (found.length === 0) return null
  const open = found.filter(({ likelihood }) => likelihood !== 'ruled-out')
  const ruledOut = found.filter(({ likelihood }) => likelihood === 'ruled-out')
  return (
    <section className="why" aria-labelledby={heading}>
      <h3 id={heading}>{t('why.title')}</h3>
      <ol className="why-list">
        {open.map((explanation, index) => (
          <WhyItem key={keyOf(explanation, index)} explanation={explanation} isOpen={index === 0} />
        ))}
      </ol>
      {ruledOut.length > 0 && (
        <details className="why-ruled-out">
          <summary>{t('why.ruledOut', { count: ruledOut.length })}</summary>
          <ul className="why-list">
            {ruledOut.map((explanation, index) => (
              <WhyItem key={keyOf(explanation, index)} explanation={explanation} isOpen={false} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function keyOf({ kind, namespace, interface: nic }: Explanation, index: number): string {
  return `${index} ${kind} ${namespace ?? ''} ${nic ?? ''}`
}
