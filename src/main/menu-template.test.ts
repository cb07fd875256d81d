import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { commands } from '../contract/commands'
import { menuTemplate } from './menu-template'

function flatten(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])])
}

function menu(language: 'en' | 'ja', platform: NodeJS.Platform = 'linux') {
  const asked: string[] = []
  const items = flatten(
    menuTemplate({ language, hasDeveloperTools: false, platform, run: (id) => void asked.push(id) }),
  )
  return { items, asked }
}

describe('the menu of the window', () => {
  it.each(['en', 'ja'] as const)('offers every command in %s and passes it to the screen', (language) => {
    const { items, asked } = menu(language)
    for (const row of commands) {
      const item = items.find(({ label }) => label === row[language])
      item?.click?.(undefined as never, undefined, undefined as never)
    }
    expect(asked).toEqual(commands.map(({ id }) => id))
  })

  it('has words for all of it', () => {
    for (const { label, type } of menu('ja').items) {
      if (type !== 'separator') expect(label).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/u)
    }
  })

  it('shows keys that the screen hears itself', () => {
    const { items } = menu('en')
    const keyOf = (name: string) => items.find(({ label }) => label === name)?.accelerator
    expect(['All commands', 'One hop back', 'Zoom in on the map'].map(keyOf)).toEqual([
      'CommandOrControl+K',
      'Left',
      'Plus',
    ])
    expect(items.filter((item) => item.accelerator !== undefined && item.registerAccelerator !== false)).toEqual([])
  })

  it('takes no letter from a Mac, where a shown key would be taken', () => {
    const shown = menu('en', 'darwin').items.flatMap(({ accelerator }) => accelerator ?? [])
    expect(shown.filter((key) => !key.startsWith('CommandOrControl+'))).toEqual([])
  })
})
