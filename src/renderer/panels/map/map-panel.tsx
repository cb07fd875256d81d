import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { InterfaceId } from '../../../core/topology/topology'
import { useCommand } from '../../commands/use-command'
import { useElementSize } from '../../parts/use-element-size'
import { useThemeName } from '../../parts/use-theme-name'
import type { DrawnToken } from '../../scene/draw-scene'
import { layoutMap } from '../../scene/layout-map'
import { sceneWords } from '../../scene/scene-words'
import { themes } from '../../scene/theme'
import { fitView, hitTest, panBy, toMap, zoomAt, type View } from '../../scene/view'
import { useActions, usePreference, useTrace } from '../../state/screen-context'
import { EmptyMap } from './empty-map'
import { InterfaceCard } from './interface-card'
import { MapControls } from './map-controls'
import { MapShapes } from './map-shapes'
import { measureText } from './measure-text'
import { TokenCanvas } from './token-canvas'
import { largestBundle, useBundles } from './use-bundles'
import { useFollowCamera } from './use-follow-camera'
import { BundleList } from '../player/bundle-list'

const clickDistance = 4
const zoomStep = 1.3

/** The network as discovery found it, with packets moving on it. */
export function MapPanel() {
  return useTrace().topology.interfaces.length === 0 ? <EmptyMap /> : <MapStage />
}

/** Drag to move the map, wheel or pinch to zoom. */
function MapStage() {
  const { t } = useTranslation()
  const actions = useActions()
  const { topology, points } = useTrace()
  const theme = themes[useThemeName()]
  const language = usePreference('language')
  const [host, size] = useElementSize<HTMLDivElement>()
  const [moved, setMoved] = useState<View | null>(null)
  const [card, setCard] = useState<{ id: InterfaceId; isPinned: boolean } | null>(null)
  const tokens = useRef<readonly DrawnToken[]>([])
  const drag = useRef<{ x: number; y: number; startX: number; startY: number } | null>(null)
  const layout = useMemo(() => {
    const needed = new Set(points.flatMap((point) => point.interface ?? []))
    return layoutMap(topology, {
      measure: measureText,
      words: sceneWords[language],
      width: size.width,
      height: size.height,
      needed,
    })
  }, [topology, points, language, size])
  const view = useMemo(() => moved ?? fitView(layout, size.width, size.height), [moved, layout, size])
  const followPacket = useFollowCamera(view, moved === null, size, setMoved)
  const openToken = useBundles()
  const onDrawn = useCallback(
    (drawn: readonly DrawnToken[]) => {
      tokens.current = drawn
      if (drag.current === null) followPacket(drawn)
    },
    [followPacket],
  )
  useCommand('openBundle', () => {
    const bundle = largestBundle(tokens.current)
    if (bundle !== null) openToken(bundle)
  })

  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault()
    const box = host.current!.getBoundingClientRect()
    const point = { x: event.clientX - box.left, y: event.clientY - box.top }
    setMoved(zoomAt(view, point, Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015))))
  })
  const onFit = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape') setCard(null)
  })
  useEffect(() => {
    const element = host.current
    if (element === null) return
    const wheel = (event: WheelEvent) => onWheel(event)
    const key = (event: KeyboardEvent) => onFit(event)
    // React's own wheel listeners are passive and could not keep the page from zooming.
    element.addEventListener('wheel', wheel, { passive: false })
    window.addEventListener('keydown', key)
    return () => {
      element.removeEventListener('wheel', wheel)
      window.removeEventListener('keydown', key)
    }
  }, [host])

  const zoom = (factor: number) => setMoved(zoomAt(view, { x: size.width / 2, y: size.height / 2 }, factor))
  useCommand('fitMap', () => setMoved(null))
  useCommand('zoomIn', () => zoom(zoomStep))
  useCommand('zoomOut', () => zoom(1 / zoomStep))

  const at = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  const tokenAt = (point: { x: number; y: number }) =>
    tokens.current.findLast((token) => Math.hypot(token.x - point.x, token.y - point.y) <= token.radius + 3)
  const onPointerMove = (event: PointerEvent) => {
    const point = at(event)
    if (drag.current !== null) {
      setMoved(panBy(view, point.x - drag.current.x, point.y - drag.current.y))
      drag.current = { ...drag.current, x: point.x, y: point.y }
      return
    }
    const token = tokenAt(point)
    const target = token ? null : hitTest(layout, toMap(view, point))
    if (token) actions.hoverJourney(token.journey)
    else actions.hoverInterface(target?.kind === 'interface' ? target.id : null)
    if (card?.isPinned !== true) setCard(target?.kind === 'interface' ? { id: target.id, isPinned: false } : null)
  }
  const onPointerUp = (event: PointerEvent) => {
    const start = drag.current
    drag.current = null
    const point = at(event)
    if (start === null || Math.hypot(point.x - start.startX, point.y - start.startY) > clickDistance) return
    const token = tokenAt(point)
    const target = hitTest(layout, toMap(view, point))
    if (token) openToken(token)
    else setCard(target?.kind === 'interface' ? { id: target.id, isPinned: true } : null)
  }

  return (
    <section className="map" aria-label={t('map.label')}>
      <div
        ref={host}
        className="map-stage"
        onPointerDown={(event) => {
          if (event.button !== 0) return
          const { x, y } = at(event)
          drag.current = { x, y, startX: x, startY: y }
          event.currentTarget.setPointerCapture(event.pointerId)
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerLeave={() => {
          actions.hoverInterface(null)
          if (card?.isPinned !== true) setCard(null)
        }}
      >
        <svg width={size.width} height={size.height} role="group" aria-label={t('map.label')}>
          <g transform={`translate(${view.x} ${view.y}) scale(${view.zoom})`}>
            <MapShapes
              layout={layout}
              theme={theme}
              topology={topology}
              onPort={(id, isPinned) => setCard(id === null ? null : { id, isPinned })}
            />
          </g>
        </svg>
        <TokenCanvas
          layout={layout}
          theme={theme}
          view={view}
          size={size}
          words={sceneWords[language]}
          onDrawn={onDrawn}
        />
      </div>
      {card && <InterfaceCard id={card.id} layout={layout} view={view} size={size} />}
      <BundleList size={size} />
      <MapControls onZoomIn={() => zoom(zoomStep)} onZoomOut={() => zoom(1 / zoomStep)} onFit={() => setMoved(null)} />
    </section>
  )
}
