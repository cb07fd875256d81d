import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import { useTranslation } from 'react-i18next'
import { ThemeStyle } from './parts/theme-style'
import { ConnectionBanner } from './panels/connection-banner'
import { InspectorPanel } from './panels/inspector/inspector-panel'
import { MapPanel } from './panels/map/map-panel'
import { Notices } from './panels/notices'
import { PlayerBar } from './panels/player/player-bar'
import { StatusBar } from './panels/status-bar/status-bar'
import { ViewTabs } from './panels/view-tabs'
import { TopBar } from './panels/top-bar/top-bar'
import { useShortcuts } from './panels/use-shortcuts'

/** The whole screen: bar, map and player over the views, inspector beside them, status below. */
export function App() {
  const { t } = useTranslation()
  const columns = useDefaultLayout({ id: 'hopscope.columns', storage: localStorage })
  const rows = useDefaultLayout({ id: 'hopscope.rows', storage: localStorage })
  useShortcuts()
  return (
    <div className="screen">
      <ThemeStyle />
      <TopBar />
      <ConnectionBanner />
      <main className="screen-main">
        <Group
          id="columns"
          orientation="horizontal"
          defaultLayout={columns.defaultLayout}
          onLayoutChanged={columns.onLayoutChanged}
        >
          <Panel id="stage" minSize="40%">
            <Group
              id="rows"
              orientation="vertical"
              defaultLayout={rows.defaultLayout}
              onLayoutChanged={rows.onLayoutChanged}
            >
              <Panel id="map" minSize="25%" defaultSize="62%">
                <div className="pane map-pane">
                  <MapPanel />
                  <PlayerBar />
                </div>
              </Panel>
              <Separator aria-label={t('app.resizePanels')} />
              <Panel id="views" minSize="15%">
                <ViewTabs />
              </Panel>
            </Group>
          </Panel>
          <Separator aria-label={t('app.resizePanels')} />
          <Panel id="inspector" minSize="240px" defaultSize="24%">
            <InspectorPanel />
          </Panel>
        </Group>
      </main>
      <StatusBar />
      <Notices />
    </div>
  )
}
