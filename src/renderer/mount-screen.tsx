import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import type { TracerClient } from '../contract/messages'
import { App } from './app'
import { createCommands } from './commands/create-commands'
import { createI18n } from './i18n/create-i18n'
import { createActions } from './state/actions'
import { Feeds } from './state/feeds'
import { createPlayback } from './state/playback'
import { createPreferences } from './state/preferences'
import { ScreenContext, type Screen } from './state/screen-context'
import { createScreenStore } from './state/screen-store'
import { followTracer } from './state/session'
import { startFirstRecording } from './state/start-first-recording'
import './styles/base.css'
import './styles/parts.css'
import './styles/layout.css'
import './styles/map.css'
import './styles/top-bar.css'
import './styles/player.css'
import './styles/tabs.css'
import './styles/packets.css'
import './styles/inspector.css'
import './styles/ladder.css'
import './styles/terminals.css'
import './styles/facts.css'
import './styles/status-bar.css'
import './styles/palette.css'

/** Shows the screen of a tracer in an element of this page. */
export function mountScreen(root: HTMLElement, client: TracerClient): Screen {
  const store = createScreenStore()
  const feeds = new Feeds()
  const preferences = createPreferences(window.localStorage, navigator.language)
  const actions = createActions(client, store, feeds)
  const playback = createPlayback(store, {
    now: () => performance.now(),
    requestFrame: (callback) => requestAnimationFrame(callback),
    cancelFrame: (id) => cancelAnimationFrame(id),
  })
  const { language } = preferences.getState()
  const i18n = createI18n(language)
  document.documentElement.lang = language
  // Menus and dialogs of the desktop; where there are none, or no tracer, nothing is lost.
  const tellLanguage = () => {
    client.request('setLanguage', { language: preferences.getState().language }).catch(() => undefined)
  }
  tellLanguage()
  preferences.subscribe((now, before) => {
    if (now.language === before.language) return
    document.documentElement.lang = now.language
    void i18n.changeLanguage(now.language)
    tellLanguage()
  })
  const commands = createCommands({
    store,
    preferences,
    actions,
    playback,
    isReducedMotion: () => window.matchMedia('(prefers-reduced-motion: reduce)').matches,
  })
  followTracer(client, store, feeds, () => void startFirstRecording(store, actions, playback))
  client.on('command', ({ id }) => void commands.run(id))
  const screen: Screen = { store, preferences, feeds, actions, playback, commands }
  createRoot(root).render(
    <I18nextProvider i18n={i18n}>
      <ScreenContext value={screen}>
        <App />
      </ScreenContext>
    </I18nextProvider>,
  )
  return screen
}
