import { useEffect, useEffectEvent } from 'react'
import { commands, type CommandId, type CommandRow } from '../../contract/commands'
import { keyOfEvent } from '../commands/key-of-event'
import { useScreenContext } from '../state/screen-context'

const byKey: ReadonlyMap<string, CommandRow & { readonly id: CommandId }> = new Map(
  commands.flatMap((row) => row.keys.map((key) => [key, row] as const)),
)

/** The keys of contract/commands.ts work everywhere except where text is typed or a control needs them itself. */
export function useShortcuts(): void {
  const screen = useScreenContext()
  const onKey = useEffectEvent((event: KeyboardEvent, isFirst: boolean) => {
    if (event.defaultPrevented || event.isComposing) return
    const row = byKey.get(keyOfEvent(event))
    if (row === undefined || (row.isEverywhere ?? false) !== isFirst) return
    if (isFirst ? isTakenByTerminal(event) : needsKeys(event.target, event.key)) return
    if (!screen.commands.run(row.id)) return
    event.preventDefault()
    if (isFirst) event.stopPropagation()
  })
  useEffect(() => {
    // Before the terminals, which take every key that reaches them.
    const first = (event: KeyboardEvent) => onKey(event, true)
    const last = (event: KeyboardEvent) => onKey(event, false)
    window.addEventListener('keydown', first, { capture: true })
    window.addEventListener('keydown', last)
    return () => {
      window.removeEventListener('keydown', first, { capture: true })
      window.removeEventListener('keydown', last)
    }
  }, [])
}

/** A shell's own control keys are the shell's; what leads out of the terminal is not. */
function isTakenByTerminal({ target, ctrlKey }: KeyboardEvent): boolean {
  return ctrlKey && target instanceof HTMLElement && target.closest('.xterm') !== null
}

function needsKeys(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('input, textarea, [contenteditable], [role="menu"], [role="dialog"], [role="listbox"], .xterm')) {
    return true
  }
  if (key === ' ') return target.closest('button, summary, a, [role="combobox"]') !== null
  return key.startsWith('Arrow') && target.closest('[role="tablist"], [role="group"] button, [data-separator]') !== null
}
