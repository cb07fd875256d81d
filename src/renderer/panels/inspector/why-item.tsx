import { useTranslation } from 'react-i18next'
import { formatCommand, interfaceName, placeName } from '../../../core/explain/confirming-commands'
import type { Explanation, Likelihood } from '../../../core/explain/explanation'
import { CopyCommand } from '../../parts/copy-command'
import { useTrace } from '../../state/screen-context'

interface WhyItemProps {
  readonly explanation: Explanation
  /** Shows its evidence at once. */
  readonly isOpen: boolean
}

const tones: Readonly<Record<Likelihood, string>> = {
  certain: 'tone-bad',
  likely: 'tone-warn',
  possible: 'soft',
  'ruled-out': 'soft',
}

/** One explanation: what and how surely, where, what was observed, and the commands that would confirm it. */
export function WhyItem({ explanation, isOpen }: WhyItemProps) {
  const { t } = useTranslation()
  const { topology } = useTrace()
  const { kind, likelihood, namespace, interface: nic, evidence, commands } = explanation
  const machine = topology.machines.find(({ id }) => id === commands[0]?.machine)?.name
  return (
    <li className={`why-item why-${likelihood}`}>
      <details open={isOpen}>
        <summary>
          <span className="why-kind">{t(`why.kind.${kind}`)}</span>{' '}
          <span className={`why-likelihood ${tones[likelihood]}`}>{t(`why.likelihood.${likelihood}`)}</span>
        </summary>
        {namespace !== null && (
          <p className="why-where soft">
            {nic === null
              ? placeName(topology, namespace)
              : t('why.where', { place: placeName(topology, namespace), interface: interfaceName(topology, nic) })}
          </p>
        )}
        <ul className="why-evidence">
          {evidence.map(({ code, values }, index) => (
            <li key={`${index} ${code}`}>{t(`why.evidence.${code}`, { ...values, defaultValue: code })}</li>
          ))}
        </ul>
        {commands.length > 0 && (
          <div className="why-commands">
            <p className="soft">{machine === undefined ? t('why.confirm') : t('why.confirmIn', { machine })}</p>
            {commands.map((command) => (
              <CopyCommand key={formatCommand(command)} command={formatCommand(command)} />
            ))}
          </div>
        )}
      </details>
    </li>
  )
}
