import type { DrawnToken } from '../../scene/draw-scene'
import { useActions, usePlayback, useScreenContext } from '../../state/screen-context'

/** Opens what a token stands for: one packet is selected; several are spread out and listed, while the player rests. */
export function useBundles(): (token: DrawnToken) => void {
  const { store } = useScreenContext()
  const actions = useActions()
  const playback = usePlayback()
  return ({ members, x, y }) => {
    if (members.length === 1) {
      actions.select({ journey: members[0]!, sighting: null })
      if (store.getState().bundle?.journeys.includes(members[0]!) !== true) actions.set({ bundle: null })
      return
    }
    playback.follow(false)
    playback.dispatch({ kind: 'pause-requested' })
    actions.set({ bundle: { journeys: members, x, y } })
  }
}

/** The largest bundle of a frame, null when every packet stands for itself. */
export function largestBundle(drawn: readonly DrawnToken[]): DrawnToken | null {
  return drawn.reduce<DrawnToken | null>(
    (largest, token) => (token.members.length > Math.max(1, largest?.members.length ?? 1) ? token : largest),
    null,
  )
}
