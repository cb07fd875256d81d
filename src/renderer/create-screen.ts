import type { i18n } from 'i18next'
import type { TracerClient } from '../contract/messages'
import { createCommands } from './commands/create-commands'
import { createI18n } from './i18n/create-i18n'
import { createActions } from './state/actions'
import { captureFilterOf } from './state/capture-scope'
import { openBrowserStorage } from './state/browser-storage'
import { Feeds } from './state/feeds'
import { createDrafts } from './state/lesson/drafts'
import { createLessonPlayer } from './state/lesson/lesson-player'
import { createLessons } from './state/lesson/lessons'
import { createVoice } from './state/lesson/voice'
import { browserMicrophone } from './state/microphone'
import { createPlayback, type FrameClock } from './state/playback'
import { createPreferences } from './state/preferences'
import { createLessonRecorder } from './state/record-lesson'
import type { Screen } from './state/screen-context'
import type { ScreenState } from './state/screen-state'
import { createScreenStore, type ScreenStore } from './state/screen-store'
import { followTracer } from './state/session'
import { startFirstRecording } from './state/start-first-recording'
import type { EmbeddedLesson } from './transport/embedded-lesson'

/**
 * Everything behind the screen of a tracer except what is drawn: its state follows the tracer from now on. `embedded` is the
 * lesson that the page holds instead of a tracer.
 */
export function createScreen(
  client: TracerClient,
  embedded: EmbeddedLesson | null = null,
): { readonly screen: Screen; readonly i18n: i18n } {
  const store = createScreenStore()
  const storage = openBrowserStorage(window)
  const feeds = new Feeds()
  const preferences = createPreferences(storage, embedded?.language ?? navigator.language)
  const actions = createActions(client, store, feeds, () => captureFilterOf(preferences.getState()))
  const clock: FrameClock = {
    now: () => performance.now(),
    requestFrame: (callback) => requestAnimationFrame(callback),
    cancelFrame: (id) => cancelAnimationFrame(id),
  }
  const playback = createPlayback(store, clock)
  const lessonPlayer = createLessonPlayer({
    screen: store,
    playback,
    feeds,
    clock,
    voice: createVoice(),
    drafts: createDrafts(storage),
  })
  const lessons = createLessons({ client, store, actions, playback, player: lessonPlayer })
  const lessonRecorder = createLessonRecorder({
    client,
    screen: store,
    playback,
    microphone: browserMicrophone,
    captureFilter: () => captureFilterOf(preferences.getState()),
    opened: ({ id }) => void lessons.open(id, false),
    now: () => performance.now(),
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
    lessonPlayer,
    lessons,
    isReducedMotion: () => window.matchMedia('(prefers-reduced-motion: reduce)').matches,
  })
  const { opensHome } = preferences.getState()
  store.setState({ isHomeOpen: opensHome && embedded === null, isEmbedded: embedded !== null })
  if (embedded !== null) {
    void lessons
      .openBytes(() => Promise.resolve(embedded.bytes))
      .then((isOpen) => {
        if (isOpen) lessonPlayer.play()
      })
  }
  followTracer(client, store, feeds, () => {
    void lessons.refresh()
    // Home has the course, which is better to begin with.
    whenTrue(
      store,
      ({ isHomeOpen }) => !isHomeOpen,
      () => void startFirstRecording(store, actions, playback),
    )
  })
  client.on('command', ({ id }) => void commands.run(id))
  const screen: Screen = {
    store,
    preferences,
    feeds,
    actions,
    playback,
    commands,
    lessonPlayer,
    lessonRecorder,
    lessons,
  }
  return { screen, i18n }
}

/** Calls `act` once `isTrue` is, now or later. */
function whenTrue(store: ScreenStore, isTrue: (state: ScreenState) => boolean, act: () => void): void {
  if (isTrue(store.getState())) {
    act()
    return
  }
  const end = store.subscribe((state) => {
    if (!isTrue(state)) return
    end()
    act()
  })
}
