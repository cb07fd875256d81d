import { useEffect, useRef, useState } from 'react'
import { useReducedMotion } from '../../parts/use-reduced-motion'
import type { ElementSize } from '../../parts/use-element-size'
import type { MapLayout } from '../../scene/map-layout'
import { looksAlike, tweenLayout } from '../../scene/tween-layout'

/** How long boxes take to their new places, in milliseconds. */
const glideTime = 450

/**
 * The layout as it is shown: on its way from the one before, so that boxes come, go and glide instead of jumping. At
 * once while `isInstant`, for another size, and where no motion is wanted.
 */
export function useGlide(layout: MapLayout, size: ElementSize, isInstant: boolean): MapLayout {
  const isStill = useReducedMotion()
  const [shown, setShown] = useState({ layout, size })
  const latest = useRef(shown)
  const isJump = isInstant || isStill || shown.size !== size
  useEffect(() => {
    const from = latest.current.layout
    if (from === layout && latest.current.size === size) return
    // From the first frame on, however late that is: what comes begins small and what goes begins to fade.
    let start: number | null = null
    const isAlike = isJump || looksAlike(from, layout)
    let frame = 0
    const show = (now: number) => {
      start ??= now
      const part = isAlike ? 1 : Math.min(1, (now - start) / glideTime)
      const next = part === 1 ? layout : tweenLayout(from, layout, ease(part))
      latest.current = { layout: next, size }
      setShown(latest.current)
      if (part < 1) frame = requestAnimationFrame(show)
    }
    frame = requestAnimationFrame(show)
    return () => cancelAnimationFrame(frame)
  }, [layout, size, isJump])
  return isJump ? layout : shown.layout
}

/** Slow at both ends. */
function ease(part: number): number {
  return part * part * (3 - 2 * part)
}
