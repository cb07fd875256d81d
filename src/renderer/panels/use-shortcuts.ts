import { useEffect, useEffectEvent } from 'react'
import { flushSync } from 'react-dom'
import { useReducedMotion } from '../parts/use-reduced-motion'
import { useActions, usePlayback, useScreenContext } from '../state/screen-context'

/** Keys work everywhere except where text is typed or a control needs them itself. */
export function useShortcuts(): void {
  const { store } = useScreenContext()
  const actions = useActions()
  const playback = usePlayback()
  const isReduced = useReducedMotion()
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (needsKeys(event.target, event.key)) return
    const { selection, source } = store.getState()
    const { player, isFollowing } = playback.store.getState()
    const isRunning = player.kind === 'playing' || player.kind === 'live' || player.kind === 'stepping'
    const commands: Readonly<Record<string, () => void>> = {
      ' ': () => playback.dispatch({ kind: isRunning ? 'pause-requested' : 'play-requested' }),
      ArrowLeft: () => playback.step('hop', -1, true),
      ArrowRight: () => playback.step('hop', 1, isReduced),
      ',': () => playback.step('packet', -1, true),
      '.': () => playback.step('packet', 1, true),
      l: () => (source.kind === 'recording' ? actions.showLive() : playback.dispatch({ kind: 'live-requested' })),
      f: () => playback.follow(!isFollowing),
      r: () => playback.toggleLoop(selection?.journey ?? null),
      '/': () => {
        // Shown at once: what is typed next belongs into the field.
        flushSync(() => actions.set({ tab: 'packets' }))
        document.getElementById('packet-filter')?.focus()
      },
      '?': () => actions.set({ isHelpOpen: true }),
      Escape: () => actions.select(null),
    }
    const command = commands[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (command === undefined) return
    event.preventDefault()
    command()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

function needsKeys(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('input, textarea, [contenteditable], [role="menu"], [role="dialog"], [role="listbox"], .xterm')) {
    return true
  }
  if (key === ' ') return target.closest('button, summary, a, [role="combobox"]') !== null
  return key.startsWith('Arrow') && target.closest('[role="tablist"], [role="group"] button, [data-separator]') !== null
}
