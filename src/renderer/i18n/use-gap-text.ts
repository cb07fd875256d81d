import { useTranslation } from 'react-i18next'
import type { TopologyGap } from '../../core/topology/topology'
import { gapInJapanese } from './gaps-in-japanese'

/** What discovery could not learn, in the language of the screen; the tracer writes the English sentence itself. */
export function useGapText(): (gap: TopologyGap) => string {
  const { i18n } = useTranslation()
  return (gap) => (i18n.language === 'ja' ? gapInJapanese(gap) : null) ?? gap.reason
}
