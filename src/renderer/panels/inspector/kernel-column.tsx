import { useTranslation } from 'react-i18next'
import type { KernelAct } from '../../state/kernel-act'
import { actWords } from './act-words'
import { useActContext } from './use-act-context'

/** What the kernel did with the packet at this hop, in order, each with what says so. */
export function KernelColumn({ acts }: { readonly acts: readonly KernelAct[] }) {
  const { t } = useTranslation()
  const context = useActContext()
  return (
    <section className="kernel">
      <h3>{t('hopView.kernel')}</h3>
      <ol className="acts">
        {acts.map((act, index) => {
          const { title, lines, evidence } = actWords(act, context)
          return (
            <li key={index} className={`act act-${act.kind}`}>
              <span className="act-title">{title}</span>
              {lines.map((line) => (
                <span key={line.text} className={line.isCode ? 'act-line mono' : 'act-line soft'}>
                  {line.text}
                </span>
              ))}
              {evidence && (
                <span className={`act-evidence ${evidence.isSure ? 'is-sure' : 'is-unsure'}`}>{evidence.text}</span>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
