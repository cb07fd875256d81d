import { useLayoutEffect } from 'react'
import { themes, themeVariables } from '../scene/theme'
import { useThemeName } from './use-theme-name'

/** Puts the theme's colours on the document as CSS variables; shows nothing itself. */
export function ThemeStyle() {
  const name = useThemeName()
  useLayoutEffect(() => {
    const root = document.documentElement
    root.dataset['theme'] = name
    root.style.colorScheme = themes[name].isDark ? 'dark' : 'light'
    for (const [variable, value] of Object.entries(themeVariables(themes[name])))
      root.style.setProperty(variable, value)
  }, [name])
  return null
}
