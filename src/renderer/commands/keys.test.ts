import { describe, expect, it } from 'vitest'
import { formatKey } from './format-key'
import { keyOfEvent } from './key-of-event'

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

describe('keys', () => {
  it.each([
    [{ ...none, key: ' ' }, 'Space'],
    [{ ...none, key: 'l' }, 'L'],
    [{ ...none, key: 'L', shiftKey: true }, 'Shift+L'],
    [{ ...none, key: '?', shiftKey: true }, '?'],
    [{ ...none, key: '+', shiftKey: true }, '+'],
    [{ ...none, key: 'k', ctrlKey: true }, 'Mod+K'],
    [{ ...none, key: 'k', metaKey: true }, 'Mod+K'],
    [{ ...none, key: 'F6', shiftKey: true }, 'Shift+F6'],
    [{ ...none, key: 'ArrowLeft', altKey: true }, 'Alt+ArrowLeft'],
  ])('%j is written %s', (event, key) => {
    expect(keyOfEvent(event)).toBe(key)
  })

  it('are shown as they are engraved', () => {
    expect(formatKey('Mod+K', false)).toEqual(['Ctrl', 'K'])
    expect(formatKey('Mod+K', true)).toEqual(['⌘', 'K'])
    expect(formatKey('Shift+ArrowLeft', false)).toEqual(['Shift', '←'])
    expect(formatKey('+', false)).toEqual(['+'])
    expect(formatKey('Mod++', false)).toEqual(['Ctrl', '+'])
  })
})
