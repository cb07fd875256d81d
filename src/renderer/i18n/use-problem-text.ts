import { useTranslation } from 'react-i18next'
import type { Problem } from '../../contract/messages'
import { en } from './en'

/** A problem's sentence in the language of the screen; in the tracer's English when nobody translated its code. */
export function useProblemText(): (problem: Problem) => string {
  const { t } = useTranslation()
  // Which values a code brings is the tracer's to say; a missing one shows as its name.
  const translate = t as (key: string, values: Readonly<Record<string, string>>) => string
  return ({ code, values, message }) =>
    Object.hasOwn(en.problems, code) ? translate(`problems.${code}`, values) : message
}
