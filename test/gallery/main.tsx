import { createRoot } from 'react-dom/client'
import { ThemeStyle } from '../../src/renderer/parts/theme-style'
import { mountScreen } from '../../src/renderer/mount-screen'
import type { Screen } from '../../src/renderer/state/screen-context'
import { themes, type ThemeName } from '../../src/renderer/scene/theme'
import { decodeRecording, type DecodedRecording } from '../scenes/decode-recording'
import { captureOf, topologyTextOf } from './built-in-recordings'
import { stripMoments, type GalleryScene } from './gallery-scene'
import { galleryParts, type GalleryLook } from './parts'
import { prepareScene } from './prepare-scene'
import { galleryMaps, galleryScenes, neededRecordings } from './scenes'
import { createStateClient } from './create-state-client'
import { screenStates, type ScreenScript } from './screen-states'
import './gallery.css'

/** What the address asks for: `?show=scenes/busy&theme=light&language=ja`. */
interface Choice {
  readonly group: string
  readonly name: string
  readonly theme: ThemeName
  readonly language: 'en' | 'ja'
}

declare global {
  /** True once what was asked for stands there, for whoever drives the page. */
  var isGalleryReady: boolean
}

/** The recording and the packet that parts are shown with. */
const firstLook: GalleryLook = { recording: 'internet', kind: null, sighting: 0 }

const choice = readChoice(new URLSearchParams(location.search))
// What parts and whole screens read at their start; the gallery has an origin, and so a storage, of its own.
localStorage.setItem(
  'hopscope.preferences',
  JSON.stringify({ theme: choice.theme, language: choice.language, opensHome: false }),
)
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with id root')
await show(root)
globalThis.isGalleryReady = true

function readChoice(query: URLSearchParams): Choice {
  const [group = 'scenes', name = 'request-through-two-nats'] = (query.get('show') ?? '').split('/').filter(Boolean)
  const theme = query.get('theme') ?? 'dark'
  return {
    group,
    name,
    theme: Object.hasOwn(themes, theme) ? (theme as ThemeName) : 'dark',
    language: query.get('language') === 'ja' ? 'ja' : 'en',
  }
}

async function show(host: HTMLElement): Promise<void> {
  const { group, name } = choice
  if (group === 'screens') {
    const states: Readonly<Record<string, ScreenScript>> = screenStates
    const { client, begin } = createStateClient(states[name] ?? screenStates.recording)
    mountScreen(host, client)
    begin()
    return
  }
  const recordings = new Map(
    await Promise.all(
      neededRecordings.map(async (id) => [id, decodeRecording(topologyTextOf(id), await captureOf(id))] as const),
    ),
  )
  const scenes = galleryScenes((id) => recordings.get(id) ?? missing(id))
  const stage = document.createElement('main')
  createRoot(host).render(
    <Index
      groups={{ scenes: Object.keys(scenes), maps: Object.keys(galleryMaps), parts: Object.keys(galleryParts) }}
    />,
  )
  host.after(stage)
  const part = group === 'parts' ? galleryParts[name] : undefined
  if (part !== undefined) {
    const frame = document.createElement('div')
    frame.className = 'gallery-part'
    frame.style.width = `${part.width}px`
    frame.style.height = `${part.height}px`
    stage.append(frame)
    const { client } = createStateClient(screenStates.recording)
    const content = (
      <>
        <ThemeStyle />
        {part.content}
      </>
    )
    await lookAt(mountScreen(frame, client, content), { ...firstLook, ...part.look })
    return
  }
  document.body.style.background = themes[choice.theme].background
  const isMap = group === 'maps'
  const scene = (isMap ? galleryMaps : scenes)[name]
  if (scene === undefined) return
  for (const share of isMap ? [0] : stripMoments) drawMoment(stage, scene, share)
}

function drawMoment(stage: HTMLElement, scene: GalleryScene, share: number): void {
  const figure = document.createElement('figure')
  const caption = document.createElement('figcaption')
  caption.textContent = `t = ${share}`
  const picture = document.createElement('div')
  figure.append(caption, picture)
  stage.append(figure)
  const query = new URLSearchParams(location.search)
  const { timeline, draw } = prepareScene(picture, {
    ...scene,
    ...(query.has('theme') ? { theme: choice.theme } : {}),
    ...(query.has('language') ? { language: choice.language } : {}),
  })
  draw(timeline.duration * share)
}

/** Plays the recording that a part is shown with, and stops at its packet. */
async function lookAt({ store, actions, playback }: Screen, look: GalleryLook): Promise<void> {
  const { recording, kind, sighting } = look
  await actions.openRecording(recording)
  const packets = store.getState().recording?.history.journeys
  const first = packets?.find((packet) => kind === null || packet.kind === kind)
  playback.dispatch({ kind: 'pause-requested' })
  if (first === undefined) return
  actions.select({ journey: first.id, sighting })
  playback.seekTo(first.id, sighting)
}

function missing(id: string): DecodedRecording {
  throw new Error(`There is no built-in recording "${id}".`)
}

/** Links to everything, with the themes and languages to see it in. */
function Index({ groups }: { readonly groups: Readonly<Record<string, readonly string[]>> }) {
  const link = (change: Partial<Record<'show' | 'theme' | 'language', string>>) => {
    const query = new URLSearchParams(location.search)
    for (const [key, value] of Object.entries(change)) query.set(key, value)
    return `?${query.toString()}`
  }
  return (
    <nav className="gallery-index">
      <h1>Hopscope gallery</h1>
      <p>
        {Object.keys(themes).map((theme) => (
          <a key={theme} href={link({ theme })} aria-current={theme === choice.theme}>
            {theme}
          </a>
        ))}
        {['en', 'ja'].map((language) => (
          <a key={language} href={link({ language })} aria-current={language === choice.language}>
            {language}
          </a>
        ))}
      </p>
      {Object.entries({ ...groups, screens: Object.keys(screenStates) }).map(([group, names]) => (
        <section key={group}>
          <h2>{group}</h2>
          {names.map((name) => (
            <a
              key={name}
              href={link({ show: `${group}/${name}` })}
              aria-current={group === choice.group && name === choice.name}
            >
              {name}
            </a>
          ))}
        </section>
      ))}
    </nav>
  )
}
