import { useTranslation } from 'react-i18next'
import { captureSentenceInJapanese } from './capture-sentences-in-japanese'

/** What is wrong with a capture file, in the language of the screen. */
export function useWarningText(): (warning: string) => string {
  const { i18n } = useTranslation()
  return (warning) => (i18n.language === 'ja' ? captureSentenceInJapanese(warning) : warning)
}
