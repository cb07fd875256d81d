const names: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
}

/** What a key of contract/commands.ts is called on the keyboard: the parts to press together, `['Ctrl', 'K']`. */
export function formatKey(key: string, isMac: boolean): readonly string[] {
  const modifiers: Readonly<Record<string, string>> = isMac
    ? { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
    : { Mod: 'Ctrl', Alt: 'Alt', Shift: 'Shift' }
  const parts = key.split(/(?<=[a-z])\+/)
  return parts.map((part, index) => (index < parts.length - 1 ? (modifiers[part] ?? part) : (names[part] ?? part)))
}
