import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { copiesAt } from '../../../core/playback/copies-at'
import { positionsAt } from '../../../core/playback/positions-at'
import type { ElementSize } from '../../parts/use-element-size'
import { useReducedMotion } from '../../parts/use-reduced-motion'
import { drawScene, type DrawnToken } from '../../scene/draw-scene'
import type { Rect } from '../../scene/geometry'
import type { MapLayout } from '../../scene/map-layout'
import type { SceneWords } from '../../scene/scene-words'
import type { Theme } from '../../scene/theme'
import { spriteStamp } from '../../scene/token-stamp'
import type { View } from '../../scene/view'
import { usePlayback, useScreenContext } from '../../state/screen-context'
import { measureText } from './measure-text'
import { useLossReason } from '../../parts/use-loss-reason'

interface TokenCanvasProps {
  readonly layout: MapLayout
  readonly theme: Theme
  readonly view: View
  readonly size: ElementSize
  readonly words: SceneWords
  /** Receives where the tokens are, for pointing at them. */
  readonly onDrawn: (tokens: readonly DrawnToken[]) => void
}

/** The packets, drawn over the map whenever the player moves or something about the map changes, and at no other time. */
export function TokenCanvas({ layout, theme, view, size, words, onDrawn }: TokenCanvasProps) {
  const { store } = useScreenContext()
  const playback = usePlayback()
  const isStill = useReducedMotion()
  const reasonOf = useLossReason()
  const canvas = useRef<HTMLCanvasElement>(null)
  const labelMemory = useRef(new Map<number, number>())
  useLayoutEffect(() => {
    const element = canvas.current
    if (element === null) return
    element.width = Math.round(size.width * devicePixelRatio)
    element.height = Math.round(size.height * devicePixelRatio)
  }, [size])
  // Pictures of tokens are kept while the map changes under them.
  const stamp = useMemo(() => spriteStamp(theme, devicePixelRatio, createCanvas), [theme])
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const pixelRatio = devicePixelRatio
    const reserved = controlsOver(canvas.current)
    const draw = () => {
      const { timeline, player } = playback.store.getState()
      const { hover, selection, bundle } = store.getState()
      const highlighted = new Set([hover.journey, selection?.journey].filter((id) => id !== null && id !== undefined))
      const drawn = drawScene(context, layout, positionsAt(timeline, player.time), theme, {
        view,
        ...size,
        pixelRatio,
        measure: measureText,
        words,
        stamp,
        highlighted,
        isStill,
        labelMemory: labelMemory.current,
        reserved,
        fanned: new Set(bundle?.journeys),
        isApart: false,
        copies: copiesAt(timeline, player.time),
        reasonOf,
      })
      onDrawn(drawn)
    }
    draw()
    const ends = [
      playback.store.subscribe((now, before) => {
        if (now.player.time !== before.player.time || now.timeline !== before.timeline) draw()
      }),
      store.subscribe((now, before) => {
        if (now.hover !== before.hover || now.selection !== before.selection || now.bundle !== before.bundle) draw()
      }),
    ]
    return () => ends.forEach((end) => end())
  }, [layout, theme, view, size, words, stamp, onDrawn, isStill, reasonOf, playback, store])
  return (
    <canvas
      ref={canvas}
      className="token-canvas"
      style={{ width: size.width, height: size.height }}
      aria-hidden="true"
    />
  )
}

/** The map's buttons, in pixels of the canvas; they move only when its size does. */
function controlsOver(canvas: HTMLElement | null): readonly Rect[] {
  const origin = canvas?.getBoundingClientRect()
  const controls = canvas?.closest('.map')?.querySelector('.map-controls')?.getBoundingClientRect()
  if (origin === undefined || controls === undefined) return []
  const { x, y, width, height } = controls
  return [{ x: x - origin.x - 4, y: y - origin.y - 4, width: width + 8, height: height + 8 }]
}

function createCanvas(width: number, height: number) {
  const image = document.createElement('canvas')
  image.width = width
  image.height = height
  return { image, context: image.getContext('2d')! }
}
