import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { cameraAt, wholeMap } from '../../../core/lesson/at-moment'
import { useCommand } from '../../commands/use-command'
import { useElementSize } from '../../parts/use-element-size'
import { useThemeName } from '../../parts/use-theme-name'
import type { DrawnToken } from '../../scene/draw-scene'
import { listMapItems } from '../../scene/map-items'
import type { MapLayout, MapTarget } from '../../scene/map-layout'
import { boxKey } from '../../scene/moves'
import { sceneWords } from '../../scene/scene-words'
import { themes } from '../../scene/theme'
import { cameraOfView, fitView, keepInView, startView, viewOfCamera, zoomAt, type View } from '../../scene/view'
import { isLeading, lessonOf, lessonTimeOf } from '../../state/lesson/lesson-state'
import type { PickedTarget } from '../../state/lesson/lesson-player'
import { useActions, usePreference, useTrace } from '../../state/screen-context'
import { useLesson, useLessonPlayer } from '../../state/use-lesson'
import { Spotlights } from '../lesson/spotlights'
import { BundleList } from '../player/bundle-list'
import { EmptyMap } from './empty-map'
import { MapCard } from './map-card'
import { MapControls } from './map-controls'
import { MapShapes } from './map-shapes'
import { TokenCanvas } from './token-canvas'
import { largestBundle, useBundles } from './use-bundles'
import { useFollowCamera } from './use-follow-camera'
import { useMapKeys } from './use-map-keys'
import { useMapLayout } from './use-map-layout'
import { useMapPointer } from './use-map-pointer'

const zoomStep = 1.3

/** The network as discovery found it, with packets moving on it. */
export function MapPanel() {
  const { topology } = useTrace()
  return topology.interfaces.length === 0 ? <EmptyMap /> : <MapStage />
}

/** Drag to move the map or a box on it, wheel or pinch to zoom. */
function MapStage() {
  const { t } = useTranslation()
  const actions = useActions()
  const lessonPlayer = useLessonPlayer()
  const { topology } = useTrace()
  const theme = themes[useThemeName()]
  const language = usePreference('language')
  const [host, size] = useElementSize<HTMLDivElement>()
  const map = useMapLayout(size)
  const { layout } = map
  const [moved, setMoved] = useState<View | null>(null)
  const [card, setCard] = useState<{ readonly target: MapTarget; readonly isPinned: boolean } | null>(null)
  const tokens = useRef<readonly DrawnToken[]>([])
  const isGrippingRef = useRef(false)
  const start = useMemo(() => startView(layout, size, theme.scale), [layout, size, theme])
  // While it glides the camera is another object each time it is asked for.
  const led = useLesson(
    useShallow((lesson) => (isLeading(lesson) ? cameraAt(lessonOf(lesson), lessonTimeOf(lesson)) : null)),
  )
  const directed = useMemo(
    () => (led === null || led === wholeMap ? null : viewOfCamera(led, layout, size)),
    [led, layout, size],
  )
  const [lastDirected, setLastDirected] = useState(directed)
  if (directed !== lastDirected) {
    // Whoever takes over goes on from what the lesson showed.
    if (directed === null && led === null) setMoved(lastDirected)
    setLastDirected(directed)
  }
  const view = directed ?? (led === null ? moved : null) ?? start
  const move = (by: (view: View) => View) => {
    lessonPlayer.takeOver()
    setMoved(by(view))
  }
  const whole = fitView(layout, size.width, size.height)
  const isPart = layout.width * start.zoom > size.width || layout.height * start.zoom > size.height
  const followPacket = useFollowCamera(view, moved === null && !isPart, size, setMoved)
  const openToken = useBundles()
  useCommand('openBundle', () => {
    const bundle = largestBundle(tokens.current)
    if (bundle !== null) openToken(bundle)
  })

  const camera = useMemo(
    () => (moved === null && !isPart ? null : cameraOfView(view, layout, size)),
    [moved, isPart, view, layout, size],
  )
  // For a lesson that is being recorded.
  useEffect(() => actions.set({ camera }), [actions, camera])

  const choose = (target: MapTarget | null) => {
    const picked = target && pickedOf(layout, target)
    if (picked !== null && lessonPlayer.picked(picked)) return
    const box =
      target?.kind === 'idle' ? layout.boxes.find((each) => boxKey(each.target) === boxKey(target)) : undefined
    if (box?.idle !== undefined && target?.kind === 'idle') {
      map.toggleFold(target.id, !box.idle.isOpen)
      setCard(null)
    } else setCard(target && { target, isPinned: true })
  }
  const point = (target: MapTarget | null) => {
    if (card?.isPinned !== true) setCard(target && { target, isPinned: false })
  }
  const pointer = useMapPointer({
    layout,
    view,
    map,
    tokens,
    isGrippingRef,
    onView: (next) => move(() => next),
    onPoint: (token, target) => {
      if (token) actions.hoverJourney(token.journey)
      else actions.hoverInterface(target?.kind === 'interface' ? target.id : null)
      point(target)
    },
    onChoose: (token, target) => {
      if (token) openToken(token)
      else choose(target)
    },
  })
  const { current, setLast, onKeyDown } = useMapKeys(layout, map, choose)
  const onFocus = (key: string | undefined) => {
    const item = listMapItems(layout).find((each) => each.key === key)
    if (item === undefined) return
    setLast(item.key)
    setCard({ target: item.target, isPinned: false })
    actions.hoverInterface(item.target.kind === 'interface' ? item.target.id : null)
    const { rect } = item
    const middle = { x: rect.x + rect.width / 2, y: rect.y + Math.min(rect.height / 2, 20) }
    if (!isInView(view, middle, size)) setMoved(keepInView(view, middle, size.width, size.height))
  }
  const onBlur = () => {
    actions.hoverInterface(null)
    setCard(null)
  }
  const onDrawn = useCallback(
    (drawn: readonly DrawnToken[]) => {
      tokens.current = drawn
      if (!isGrippingRef.current) followPacket(drawn)
    },
    [followPacket],
  )

  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault()
    const box = host.current!.getBoundingClientRect()
    const at = { x: event.clientX - box.left, y: event.clientY - box.top }
    move((now) => zoomAt(now, at, Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015))))
  })
  useEffect(() => {
    const element = host.current
    if (element === null) return
    const wheel = (event: WheelEvent) => onWheel(event)
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setCard(null)
    }
    // React's own wheel listeners are passive and could not keep the page from zooming.
    element.addEventListener('wheel', wheel, { passive: false })
    window.addEventListener('keydown', key)
    return () => {
      element.removeEventListener('wheel', wheel)
      window.removeEventListener('keydown', key)
    }
  }, [host])

  // Where only a part can be read, the first time shows all and the second time that part again.
  const fit = () => setMoved(isPart && moved === null ? whole : null)
  const zoom = (factor: number) => move((now) => zoomAt(now, { x: size.width / 2, y: size.height / 2 }, factor))
  useCommand('fitMap', fit)
  useCommand('zoomIn', () => zoom(zoomStep))
  useCommand('zoomOut', () => zoom(1 / zoomStep))
  useCommand('resetMap', map.reset, map.isMoved)

  return (
    <section className="map" aria-label={t('map.label')}>
      <div
        ref={host}
        className={`map-stage ${pointer.isOverBox ? 'is-over-box' : ''}`}
        onPointerDown={pointer.onPointerDown}
        onPointerMove={pointer.onPointerMove}
        onPointerUp={pointer.onPointerUp}
        onPointerCancel={pointer.onPointerCancel}
        onPointerLeave={() => {
          actions.hoverInterface(null)
          if (card?.isPinned !== true) setCard(null)
        }}
      >
        <svg
          width={size.width}
          height={size.height}
          role="group"
          aria-label={t('map.label')}
          aria-description={t('map.keys')}
          onKeyDown={onKeyDown}
          onFocus={({ target }) => {
            if (target instanceof SVGElement && target.matches(':focus-visible')) onFocus(target.dataset['key'])
          }}
          onBlur={onBlur}
        >
          <g transform={`translate(${view.x} ${view.y}) scale(${view.zoom})`}>
            <MapShapes layout={layout} theme={theme} topology={topology} current={current} />
            <Spotlights layout={layout} topology={topology} theme={theme} />
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
      {card && <MapCard target={card.target} layout={layout} view={view} size={size} />}
      <BundleList size={size} />
      <MapControls
        onZoomIn={() => zoom(zoomStep)}
        onZoomOut={() => zoom(1 / zoomStep)}
        onFit={fit}
        onReset={map.isMoved ? map.reset : null}
      />
    </section>
  )
}

/** What was clicked, by what the topology calls it; null for what only the map has. */
function pickedOf(layout: MapLayout, target: MapTarget): PickedTarget | null {
  switch (target.kind) {
    case 'interface':
    case 'namespace':
      return { kind: target.kind, id: target.id }
    case 'gate': {
      const gate = layout.gates.find(({ id }) => id === target.id)
      return gate === undefined ? null : { kind: 'gate', namespace: gate.namespace }
    }
    case 'wire': {
      const segment = layout.segments.find(({ id }) => id === target.id)
      return segment === undefined ? null : { kind: 'wire', ends: segment.ends }
    }
    case 'machine':
    case 'guest':
    case 'idle':
      return null
  }
}

function isInView(
  view: View,
  { x, y }: { readonly x: number; readonly y: number },
  size: { readonly width: number; readonly height: number },
): boolean {
  const [left, top] = [x * view.zoom + view.x, y * view.zoom + view.y]
  return left > 12 && left < size.width - 12 && top > 12 && top < size.height - 12
}
