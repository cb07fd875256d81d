import { useSyncExternalStore } from 'react'
import type { ThemeName } from '../scene/theme'
import { usePreference } from '../state/screen-context'

const query = '(prefers-color-scheme: light)'

/** The theme that is shown: the chosen one, or what the system says. */
export function useThemeName(): ThemeName {
  const choice = usePreference('theme')
  const isLight = useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => window.matchMedia(query).matches,
  )
  return choice === 'system' ? (isLight ? 'light' : 'dark') : choice
}
