type KeyEvent = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** How contract/commands.ts writes a key that was pressed: `Space`, `,`, `Mod+K`, `Shift+ArrowLeft`. */
export function keyOfEvent({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyEvent): string {
  const isLetter = /^[a-z]$/i.test(key)
  const name = key === ' ' ? 'Space' : isLetter ? key.toUpperCase() : key
  // Shift is part of what a symbol is: `?` is one key on one keyboard and two on another.
  const hasShift = shiftKey && (isLetter || key.length > 1 || key === ' ')
  return [
    ...(ctrlKey || metaKey ? ['Mod'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(hasShift ? ['Shift'] : []),
    name,
  ].join('+')
}
