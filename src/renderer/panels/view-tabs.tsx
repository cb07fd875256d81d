import { Tabs } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { PanelBoundary } from '../parts/panel-boundary'
import type { Tab } from '../state/screen-state'
import { useActions, useScreen } from '../state/screen-context'
import { FactsPanel } from './facts/facts-panel'
import { useLesson } from '../state/use-lesson'
import { LadderPanel } from './ladder/ladder-panel'
import { LessonPanel } from './lesson/lesson-panel'
import { PacketsPanel } from './packets/packets-panel'
import { TerminalsPanel } from './terminals/terminals-panel'

const tabs: readonly Tab[] = ['packets', 'ladder', 'terminals', 'facts']
const lessonTabs: readonly Tab[] = ['lesson', ...tabs]

/** The four ways to look at the same packets and their network. */
export function ViewTabs() {
  const { t } = useTranslation()
  const actions = useActions()
  const hasLesson = useLesson((lesson) => lesson !== null)
  const wanted = useScreen((state) => state.tab)
  const tab = wanted === 'lesson' && !hasLesson ? 'packets' : wanted
  const shown = hasLesson ? lessonTabs : tabs
  return (
    <Tabs.Root
      className="tabs"
      value={tab}
      onValueChange={(value) => actions.set({ tab: shown.find((known) => known === value) ?? 'packets' })}
    >
      <Tabs.List className="tab-list" aria-label={t('tabs.label')}>
        {shown.map((name) => (
          <Tabs.Trigger key={name} value={name} className="tab">
            {t(`tabs.${name}`)}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {hasLesson && (
        <Tabs.Content value="lesson" className="tab-content" tabIndex={-1}>
          <PanelBoundary name="lesson">
            <LessonPanel />
          </PanelBoundary>
        </Tabs.Content>
      )}
      <Tabs.Content value="packets" className="tab-content" tabIndex={-1}>
        <PanelBoundary name="packets">
          <PacketsPanel />
        </PanelBoundary>
      </Tabs.Content>
      <Tabs.Content value="ladder" className="tab-content" tabIndex={-1}>
        <PanelBoundary name="ladder">
          <LadderPanel />
        </PanelBoundary>
      </Tabs.Content>
      <Tabs.Content value="terminals" className="tab-content" tabIndex={-1}>
        <PanelBoundary name="terminals">
          <TerminalsPanel />
        </PanelBoundary>
      </Tabs.Content>
      <Tabs.Content value="facts" className="tab-content" tabIndex={-1}>
        <PanelBoundary name="facts">
          <FactsPanel />
        </PanelBoundary>
      </Tabs.Content>
    </Tabs.Root>
  )
}
