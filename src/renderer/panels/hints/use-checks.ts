import { useMemo } from 'react'
import { listChecks, type Check } from '../../state/list-checks'
import { useScreen } from '../../state/screen-context'

/** What tracing live takes on this machine. */
export function useChecks(): readonly Check[] {
  const hello = useScreen((state) => state.hello)
  const missing = useScreen((state) => state.missing)
  const isDiscovered = useScreen((state) => state.isDiscovered)
  const topology = useScreen((state) => state.live.topology)
  return useMemo(() => listChecks({ hello, missing, isDiscovered }, topology), [hello, missing, isDiscovered, topology])
}
