import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import { useTranslation } from 'react-i18next'
import { useCommand } from './commands/use-command'
import { PanelBoundary } from './parts/panel-boundary'
import { ThemeStyle } from './parts/theme-style'
import { ConnectionBanner } from './panels/connection-banner'
import { MapHints } from './panels/hints/map-hints'
import { RecordingHint } from './panels/hints/recording-hint'
import { Home } from './panels/home/home'
import { CaptionStrip } from './panels/lesson/caption-strip'
import { LessonBar } from './panels/lesson/lesson-bar'
import { LessonOverlays } from './panels/lesson/lesson-overlays'
import { InspectorPanel } from './panels/inspector/inspector-panel'
import { MapPanel } from './panels/map/map-panel'
import { Notices } from './panels/notices'
import { DropFiles } from './panels/open-file/drop-files'
import { OpenFileDialog } from './panels/open-file/open-file-dialog'
import { CommandPalette } from './panels/palette/command-palette'
import { PlayerBar } from './panels/player/player-bar'
import { RecordingBar } from './panels/record/recording-bar'
import { SendDialog } from './panels/send/send-dialog'
import { SkipLinks } from './panels/skip-links'
import { StatusBar } from './panels/status-bar/status-bar'
import { TopBar } from './panels/top-bar/top-bar'
import { useDocumentTitle } from './panels/use-document-title'
import { useHideablePanel } from './panels/use-hideable-panel'
import { useShortcuts } from './panels/use-shortcuts'
import { ViewTabs } from './panels/view-tabs'
import { openBrowserStorage } from './state/browser-storage'
import { isLeading } from './state/lesson/lesson-state'
import { useScreen } from './state/screen-context'
import { useLesson } from './state/use-lesson'

const storage = openBrowserStorage(window)

/** The whole screen: bar, map and player over the views, inspector beside them, status below. */
export function App() {
  const { t } = useTranslation()
  const isEmbedded = useScreen((state) => state.isEmbedded)
  const columns = useDefaultLayout({ id: 'hopscope.columns', storage })
  const rows = useDefaultLayout({ id: 'hopscope.rows', storage })
  const inspector = useHideablePanel('inspector')
  const views = useHideablePanel('views')
  const isLed = useLesson(isLeading)
  useShortcuts()
  useDocumentTitle()
  useCommand('toggleInspector', inspector.toggle)
  useCommand('toggleViews', views.toggle)
  return (
    <div className="screen">
      <ThemeStyle />
      <SkipLinks />
      <div data-region="bar">
        <PanelBoundary name="top-bar">
          <TopBar />
        </PanelBoundary>
        <PanelBoundary name="recording-bar">
          <RecordingBar />
        </PanelBoundary>
      </div>
      <ConnectionBanner />
      <RecordingHint />
      <main className="screen-main">
        <Home />
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
                  <div className="map-region" data-region="map">
                    <PanelBoundary name="map">
                      <MapPanel />
                    </PanelBoundary>
                    <MapHints />
                    <LessonOverlays />
                  </div>
                  <CaptionStrip />
                  <div data-region="player">
                    <PanelBoundary name="player">
                      <LessonBar />
                      {!isLed && <PlayerBar />}
                    </PanelBoundary>
                  </div>
                </div>
              </Panel>
              <Separator aria-label={t('app.resizeViews')} disableDoubleClick onDoubleClick={views.toggle} />
              <Panel id="views" minSize="15%" {...views.panelProps}>
                {!views.isHidden && (
                  <div className="pane" data-region="views">
                    <PanelBoundary name="views">
                      <ViewTabs />
                    </PanelBoundary>
                  </div>
                )}
              </Panel>
            </Group>
          </Panel>
          <Separator aria-label={t('app.resizeInspector')} disableDoubleClick onDoubleClick={inspector.toggle} />
          <Panel id="inspector" minSize="240px" defaultSize="24%" {...inspector.panelProps}>
            {!inspector.isHidden && (
              <div className="pane" data-region="inspector">
                <PanelBoundary name="inspector">
                  <InspectorPanel />
                </PanelBoundary>
              </div>
            )}
          </Panel>
        </Group>
      </main>
      <div data-region="status">
        <PanelBoundary name="status-bar">
          <StatusBar />
        </PanelBoundary>
      </div>
      <Notices />
      <SendDialog />
      {!isEmbedded && (
        <>
          <OpenFileDialog />
          <DropFiles />
        </>
      )}
      <CommandPalette />
    </div>
  )
}
