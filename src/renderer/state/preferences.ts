import { createStore } from 'zustand/vanilla'
import { captureScopes, type CaptureScope } from './capture-scope'
import { readMapMemories, type MapMemory } from './map-memory'

export type Language = 'en' | 'ja'
/** `system` follows the operating system's dark or light. */
export type ThemeChoice = 'system' | 'dark' | 'light' | 'projector'

/** What the user chose and finds again at the next start. */
export interface Preferences {
  readonly language: Language
  readonly theme: ThemeChoice
  readonly captureScope: CaptureScope
  /** The pcap filter of the scope `own`; kept while another is chosen. */
  readonly ownFilter: string
  /** Entries of the command palette that were chosen last, newest first. */
  readonly recentCommands: readonly string[]
  readonly areCaptionsShown: boolean
  /** The course and first steps are shown when Hopscope starts. */
  readonly opensHome: boolean
  /** How maps were arranged, by `mapIdentity`. */
  readonly maps: Readonly<Record<string, MapMemory>>
}

const storageKey = 'hopscope.preferences'

/**
 * A store of the user's choices, kept in `storage` (a browser's localStorage). The first start follows the system:
 * Japanese when `systemLanguage` begins with `ja`, else English. Damaged or refused storage is ignored.
 */
export function createPreferences(storage: Pick<Storage, 'getItem' | 'setItem'>, systemLanguage: string) {
  const language: Language = systemLanguage.startsWith('ja') ? 'ja' : 'en'
  const first: Preferences = {
    language,
    theme: 'system',
    captureScope: 'pings',
    ownFilter: '',
    recentCommands: [],
    areCaptionsShown: true,
    opensHome: true,
    maps: {},
  }
  const store = createStore<Preferences>(() => ({ ...first, ...readStored(storage) }))
  store.subscribe((preferences) => {
    try {
      storage.setItem(storageKey, JSON.stringify(preferences))
    } catch {
      // A browser that refuses storage still gets a working screen.
    }
  })
  return store
}

function readStored(storage: Pick<Storage, 'getItem'>): Partial<Preferences> {
  try {
    const stored: unknown = JSON.parse(storage.getItem(storageKey) ?? '{}')
    if (typeof stored !== 'object' || stored === null) return {}
    const { language, theme, captureScope, ownFilter, recentCommands, maps, areCaptionsShown, opensHome } = stored as {
      readonly [Key in keyof Preferences]?: unknown
    }
    return {
      ...(language === 'en' || language === 'ja' ? { language } : {}),
      ...(theme === 'system' || theme === 'dark' || theme === 'light' || theme === 'projector' ? { theme } : {}),
      ...(captureScopes.some((each) => each === captureScope) ? { captureScope: captureScope as CaptureScope } : {}),
      ...(typeof ownFilter === 'string' ? { ownFilter: ownFilter.slice(0, 1000) } : {}),
      ...(Array.isArray(recentCommands)
        ? { recentCommands: recentCommands.filter((id) => typeof id === 'string').slice(0, 5) }
        : {}),
      ...(typeof areCaptionsShown === 'boolean' ? { areCaptionsShown } : {}),
      ...(typeof opensHome === 'boolean' ? { opensHome } : {}),
      maps: readMapMemories(maps),
    }
  } catch {
    return {}
  }
}
