import { describe, expect, it } from 'vitest'
import { meaningOf, themes, themeVariables, type Theme } from './theme'

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const channels = [1, 3, 5].map((start) => {
    const value = parseInt(colour.slice(start, start + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * channels[0]! + 0.7152 * channels[1]! + 0.0722 * channels[2]!
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high! + 0.05) / (low! + 0.05)
}

/** Every text colour with the backgrounds that it stands on, and every mark with those that it must stand out from. */
function pairs(theme: Theme): { readonly name: string; readonly ratio: number; readonly least: number }[] {
  const surfaces = [theme.background, theme.panel, theme.panelRaised, ...Object.values(theme.box)]
  const labels = [theme.tokenLabel]
  const of = (name: string, colour: string, backgrounds: readonly string[], least: number) =>
    backgrounds.map((background) => ({ name: `${name} on ${background}`, ratio: contrast(colour, background), least }))
  const wide = [...surfaces, ...labels]
  return [
    ...of('text', theme.text, wide, 4.5),
    ...of('muted text', theme.textMuted, wide, 4.5),
    ...of('good', theme.good, surfaces, 3),
    ...of('warning', theme.warning, surfaces, 3),
    ...of('bad', theme.bad, wide, 4.5),
    ...of('gate text', theme.gateText, [...Object.values(theme.box), theme.gate], 4.5),
    ...of('removed', theme.removed, labels, 4.5),
    ...of('added', theme.added, labels, 4.5),
    ...of('on accent', theme.onAccent, [theme.accent], 4.5),
    ...of('focus', theme.focus, surfaces, 3),
    ...of('wire', theme.wire, Object.values(theme.box), 3),
    ...of('port', theme.portBorder, [...Object.values(theme.box), theme.port], 3),
    ...of('gate', theme.gateBorder, Object.values(theme.box), 3),
    ...Object.entries(theme.meaning).flatMap(([name, colour]) => of(name, colour, wide, 4.5)),
    ...theme.hues.flatMap((colour) => of(`hue ${colour}`, colour, [...Object.values(theme.box), ...labels], 3)),
  ]
}

describe('themes', () => {
  it.each(Object.values(themes))('$name meets WCAG AA', (theme) => {
    const failing = pairs(theme).filter(({ ratio, least }) => ratio < least)
    expect(failing.map(({ name, ratio }) => `${name}: ${ratio.toFixed(2)}`)).toEqual([])
  })

  it('gives every meaning a colour of its own', () => {
    for (const { meaning } of Object.values(themes)) {
      const colours = Object.values(meaning)
      expect(new Set(colours).size).toBe(colours.length)
    }
  })

  it('becomes CSS custom properties', () => {
    expect(themeVariables(themes.dark)).toMatchObject({
      '--panel-raised': themes.dark.panelRaised,
      '--meaning-request': themes.dark.meaning.request,
      '--box-border-container': themes.dark.boxBorder.container,
    })
  })

  it('tells DNS from other UDP by its port', () => {
    expect(meaningOf('udp', { source: 40_000, destination: 53 })).toBe('dns')
    expect(meaningOf('udp', { source: 40_000, destination: 33_434 })).toBe('data')
  })
})
