import { useEffect, useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { countStarted } from '../../../core/playback/acts-around'
import { startOf } from '../../../core/playback/timeline'
import { useThemeName } from '../../parts/use-theme-name'
import { usePlayback, usePlaybackState, useScreen } from '../../state/screen-context'
import { LoopBand } from './loop-band'
import { paintMarks, scrubberMargin } from './paint-marks'
import { createScrubberAxis } from './scrubber-axis'
import { marksOf } from './scrubber-marks'

const keyStep = 0.01
/** A shorter drag with Shift is a slip of the hand and no stretch to loop. */
const shortestLoop = 0.005

/** The whole scene as a line with a mark per packet, coloured by its verdict; drag it to go there. */
export function Scrubber() {
  const { t } = useTranslation()
  const playback = usePlayback()
  const theme = useThemeName()
  const canvas = useRef<HTMLCanvasElement>(null)
  const loopFrom = useRef<number | null>(null)
  const timeline = usePlaybackState((state) => state.timeline)
  const plan = usePlaybackState((state) => state.plan)
  const player = usePlaybackState((state) => state.player)
  const isTrueTime = useScreen((state) => state.timeAxis === 'true')
  const selected = useScreen((state) => state.hover.journey ?? state.selection?.journey ?? null)
  const axis = createScrubberAxis(timeline, player, isTrueTime, plan)
  // While a long recording plays only its windows change, and its marks do not.
  const shown = plan === null ? timeline : null
  const marks = useMemo(() => marksOf(timeline, plan), [shown, plan]) // eslint-disable-line react-hooks/exhaustive-deps
  const highlighted = useMemo(() => {
    const act = selected === null ? undefined : timeline.acts.find(({ journey }) => journey.id === selected)
    return act === undefined ? null : startOf(act)
  }, [timeline, selected])
  // The live window slides: repainting its marks ten times a second is smooth enough.
  const slide = player.liveHead === null ? 0 : Math.floor(player.liveHead / 100)
  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    const paint = () => {
      const context = element.getContext('2d')
      if (context === null) return
      const { clientWidth: width, clientHeight: height } = element
      element.width = width * devicePixelRatio
      element.height = height * devicePixelRatio
      context.scale(devicePixelRatio, devicePixelRatio)
      const style = getComputedStyle(element)
      const now = playback.store.getState()
      const current = createScrubberAxis(now.timeline, now.player, isTrueTime, now.plan)
      paintMarks(context, marks, {
        width,
        height,
        colours: {
          good: style.getPropertyValue('--good'),
          warn: style.getPropertyValue('--warning'),
          bad: style.getPropertyValue('--bad'),
          open: style.getPropertyValue('--text-muted'),
        },
        share: (time) => current.shareWithin(time),
        highlighted,
      })
    }
    paint()
    const resizing = new ResizeObserver(paint)
    resizing.observe(element)
    return () => resizing.disconnect()
  }, [marks, isTrueTime, slide, highlighted, theme, playback])

  const shareOf = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return (event.clientX - box.left - scrubberMargin) / (box.width - 2 * scrubberMargin)
  }
  const drag = (event: PointerEvent<HTMLElement>) => {
    const share = shareOf(event)
    const start = loopFrom.current
    if (start === null) {
      playback.dispatch({ kind: 'seek-requested', time: axis.time(share) })
      return
    }
    if (Math.abs(share - start) < shortestLoop) return
    const loop = { from: axis.time(Math.min(start, share)), to: axis.time(Math.max(start, share)) }
    playback.dispatch({ kind: 'loop-chosen', loop })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return
    const step = { ArrowLeft: -keyStep, ArrowRight: keyStep, PageUp: 10 * keyStep, PageDown: -10 * keyStep }[event.key]
    const share =
      event.key === 'Home' ? 0 : event.key === 'End' ? 1 : step === undefined ? null : axis.share(player.time) + step
    if (share === null) return
    event.preventDefault()
    event.stopPropagation()
    playback.dispatch({ kind: 'seek-requested', time: axis.time(share) })
  }
  const share = axis.share(player.time)
  const first = plan?.windows[playback.windowIndex()]?.first ?? 0
  const passed = first + countStarted(timeline, player.time)
  const isDisabled = marks.count === 0
  return (
    <div
      className="scrubber"
      role="slider"
      tabIndex={isDisabled ? -1 : 0}
      aria-disabled={isDisabled}
      aria-label={t('player.position')}
      aria-valuemin={0}
      aria-valuemax={1000}
      aria-valuenow={Math.round(share * 1000)}
      aria-valuetext={t('player.positionOf', { index: passed, count: marks.count })}
      title={t('player.scrubberHint')}
      onPointerDown={(event) => {
        if (isDisabled || event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        loopFrom.current = event.shiftKey ? shareOf(event) : null
        drag(event)
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && drag(event)}
      onKeyDown={onKeyDown}
    >
      <div className="scrubber-rail" />
      {!isDisabled && <div className="scrubber-done" style={{ width: `calc((100% - 12px) * ${share})` }} />}
      {!isDisabled && player.loop !== null && <LoopBand loop={player.loop} axis={axis} />}
      <canvas ref={canvas} className="scrubber-marks" />
      {!isDisabled && <div className="scrubber-thumb" style={{ left: `calc(6px + (100% - 12px) * ${share})` }} />}
    </div>
  )
}
