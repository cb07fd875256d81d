import { useTranslation } from 'react-i18next'
import type { Problem } from '../../contract/messages'
import { problemInJapanese } from './problems-in-japanese'

/** A problem's sentence in the language of the screen; the tracer writes the English one itself. */
export function useProblemText(): (problem: Problem) => string {
  const { i18n } = useTranslation()
  return (problem) => (i18n.language === 'ja' ? problemInJapanese(problem) : null) ?? problem.message
}
