import { useCallback, useEffect, useRef, type Dispatch, type SetStateAction } from 'react'
import type { ElementSize } from '../../parts/use-element-size'
import { useReducedMotion } from '../../parts/use-reduced-motion'
import type { DrawnToken } from '../../scene/draw-scene'
import { followView, smallestReadable } from '../../scene/follow-view'
import type { View } from '../../scene/view'
import { usePlayback, useScreenContext } from '../../state/screen-context'

/** After a longer pause between two frames the camera starts anew instead of leaping. */
const longestFrame = 100
/** So long after a step or jump the camera comes after; then a map at rest is the user's to move. */
const arrivingTime = 1500

/** Takes the map's view along with the packet that is followed; call the result with what each frame drew in `view`. */
export function useFollowCamera(
  view: View,
  isFitted: boolean,
  size: ElementSize,
  setView: Dispatch<SetStateAction<View | null>>,
): (drawn: readonly DrawnToken[]) => void {
  const { store } = useScreenContext()
  const playback = usePlayback()
  const isStill = useReducedMotion()
  const last = useRef({ frame: 0, time: -1, jump: -Infinity })
  const pending = useRef(0)
  useEffect(() => () => cancelAnimationFrame(pending.current), [])
  return useCallback(
    (drawn) => {
      const now = performance.now()
      const { player, isFollowing } = playback.store.getState()
      const elapsed = Math.min(longestFrame, now - last.current.frame)
      const jump = player.time === last.current.time ? last.current.jump : now
      last.current = { frame: now, time: player.time, jump }
      if (!isFollowing || size.width === 0 || now - jump > arrivingTime) return
      const followed = store.getState().selection?.journey
      const token = drawn.find(({ members }) => followed !== undefined && members.includes(followed))
      if (token === undefined) return
      // All of the map is in sight: nothing to go after while it can be read.
      if (isFitted && view.zoom >= smallestReadable) return
      const next = followView(view, token, size, elapsed, !isStill)
      if (next === view) return
      // One step of the camera for each painted frame, also when a drawing follows on its own movement.
      cancelAnimationFrame(pending.current)
      pending.current = requestAnimationFrame(() => setView(next))
    },
    [store, playback, view, isFitted, size, setView, isStill],
  )
}
