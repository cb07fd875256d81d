import { useEffect, useLayoutEffect, useRef } from 'react'
import type { CommandId } from '../../contract/commands'
import { useScreenContext } from '../state/screen-context'

/** Lets the component do a command for as long as it is shown and `isEnabled`. */
export function useCommand(id: CommandId, run: () => void, isEnabled = true): void {
  const { commands } = useScreenContext()
  // Not an effect event: the palette asks while it renders whether a command is available.
  const latest = useRef({ run, isEnabled })
  useLayoutEffect(() => {
    latest.current = { run, isEnabled }
  })
  useEffect(
    () => commands.provide(id, { run: () => latest.current.run(), isEnabled: () => latest.current.isEnabled }),
    [commands, id],
  )
}
