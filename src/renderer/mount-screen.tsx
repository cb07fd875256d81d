import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import type { TracerClient } from '../contract/messages'
import { App } from './app'
import { createScreen } from './create-screen'
import { ScreenContext, type Screen } from './state/screen-context'
import type { EmbeddedLesson } from './transport/embedded-lesson'
import './styles/base.css'
import './styles/parts.css'
import './styles/layout.css'
import './styles/map.css'
import './styles/top-bar.css'
import './styles/player.css'
import './styles/tabs.css'
import './styles/packets.css'
import './styles/inspector.css'
import './styles/why.css'
import './styles/ladder.css'
import './styles/terminals.css'
import './styles/facts.css'
import './styles/status-bar.css'
import './styles/palette.css'
import './styles/open-file.css'
import './styles/hints.css'
import './styles/record.css'
import './styles/lesson.css'
import './styles/editor.css'
import './styles/home.css'
import './styles/send.css'
import './styles/narrow.css'

/** Shows the screen of a tracer, or of a lesson in the page, in an element; or only the given content of it. */
export function mountScreen(
  root: HTMLElement,
  client: TracerClient,
  content: ReactNode = <App />,
  embedded: EmbeddedLesson | null = null,
): Screen {
  const { screen, i18n } = createScreen(client, embedded)
  createRoot(root).render(
    <I18nextProvider i18n={i18n}>
      <ScreenContext value={screen}>{content}</ScreenContext>
    </I18nextProvider>,
  )
  return screen
}
