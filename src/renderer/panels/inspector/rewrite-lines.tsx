import { useTranslation } from 'react-i18next'
import type { Rewrite, RewriteCause } from '../../../core/journey/journey'
import { assertNever } from '../../../contract/assert-never'
import { useTrace } from '../../state/screen-context'

/** What changed at a hop, old struck and new, and under it why; MACs change at every router and stand in the headers. */
export function RewriteLines({ rewrites }: { readonly rewrites: readonly Rewrite[] }) {
  const { t } = useTranslation()
  if (rewrites.length === 0) return null
  return (
    <span className="rewrites">
      {rewrites.filter(isTelling).map((rewrite) => (
        <span key={rewrite.field} className="rewrite mono">
          <span className="rewrite-field">{t(`fields.${rewrite.field}`)}</span>
          <del>
            <span className="visually-hidden">{t('inspector.before')} </span>
            {rewrite.from}
          </del>
          <ins>
            <span className="visually-hidden">{t('inspector.after')} </span>
            {rewrite.to}
          </ins>
        </span>
      ))}
      {distinctCauses(rewrites).map((cause) => (
        <CauseText key={causeKey(cause)} cause={cause} />
      ))}
    </span>
  )
}

const isTelling = ({ field }: Rewrite) => field !== 'sourceMac' && field !== 'destinationMac'

function CauseText({ cause }: { readonly cause: RewriteCause }) {
  const { t } = useTranslation()
  const { topology } = useTrace()
  const isWinNat =
    cause.kind === 'masquerade' && topology.natRules.some((rule) => rule.kind === 'winnat' && rule.text === cause.rule)
  switch (cause.kind) {
    case 'routed':
    case 'unknown':
      return <span className="cause cause-quiet">{t(`causes.${cause.kind}`)}</span>
    case 'masquerade':
    case 'snat':
    case 'dnat':
    case 'reverse':
    case 'collision':
      return (
        <span className="cause">
          {isWinNat ? 'WinNAT' : t(`causes.${cause.kind}`)}
          <span className="cause-rule mono">{cause.rule ?? t('causes.deduced')}</span>
        </span>
      )
    default:
      return assertNever(cause)
  }
}

function distinctCauses(rewrites: readonly Rewrite[]): readonly RewriteCause[] {
  return [...new Map(rewrites.map((rewrite) => [causeKey(rewrite.cause), rewrite.cause])).values()]
}

function causeKey(cause: RewriteCause): string {
  return 'rule' in cause ? `${cause.kind} ${cause.rule ?? ''}` : cause.kind
}
