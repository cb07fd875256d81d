import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { countStarted } from '../../../core/playback/acts-around'
import { startOf } from '../../../core/playback/timeline'
import { verdictTone } from '../../parts/verdict-tone'
import { useThemeName } from '../../parts/use-theme-name'
import { usePlayback, usePlaybackState, useScreen } from '../../state/screen-context'
import { actsOnAxis, createScrubberAxis } from './scrubber-axis'

const keyStep = 0.01

/** The whole scene as a line with a mark per packet, coloured by its verdict; drag it to go there. */
export function Scrubber() {
  const { t } = useTranslation()
  const playback = usePlayback()
  const theme = useThemeName()
  const canvas = useRef<HTMLCanvasElement>(null)
  const timeline = usePlaybackState((state) => state.timeline)
  const player = usePlaybackState((state) => state.player)
  const isTrueTime = useScreen((state) => state.timeAxis === 'true')
  const highlighted = useScreen((state) => state.hover.journey ?? state.selection?.journey ?? null)
  const axis = createScrubberAxis(timeline, player, isTrueTime)
  // The live window slides: repainting its marks ten times a second is smooth enough.
  const slide = player.liveHead === null ? 0 : Math.floor(player.liveHead / 100)
  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    const paint = () => paintMarks(element, createScrubberAxis(timeline, playback.store.getState().player, isTrueTime))
    const paintMarks = (target: HTMLCanvasElement, marks: ReturnType<typeof createScrubberAxis>) => {
      const context = target.getContext('2d')
      if (context === null) return
      const { clientWidth: width, clientHeight: height } = target
      target.width = width * devicePixelRatio
      target.height = height * devicePixelRatio
      context.scale(devicePixelRatio, devicePixelRatio)
      const style = getComputedStyle(target)
      const colour = {
        good: style.getPropertyValue('--good'),
        warn: style.getPropertyValue('--warning'),
        bad: style.getPropertyValue('--bad'),
        open: style.getPropertyValue('--text-muted'),
      }
      for (const act of actsOnAxis(timeline, marks)) {
        const x = 6 + marks.share(startOf(act)) * (width - 12)
        context.fillStyle = colour[verdictTone(act.journey.verdict)]
        context.beginPath()
        context.arc(x, height / 2, act.journey.id === highlighted ? 5 : 3, 0, Math.PI * 2)
        context.fill()
      }
    }
    paint()
    const resizing = new ResizeObserver(paint)
    resizing.observe(element)
    return () => resizing.disconnect()
  }, [timeline, isTrueTime, slide, highlighted, theme, playback])

  const seek = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    playback.dispatch({ kind: 'seek-requested', time: axis.time((event.clientX - box.left - 6) / (box.width - 12)) })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -keyStep, ArrowRight: keyStep, PageUp: 10 * keyStep, PageDown: -10 * keyStep }[event.key]
    const share =
      event.key === 'Home' ? 0 : event.key === 'End' ? 1 : step === undefined ? null : axis.share(player.time) + step
    if (share === null) return
    event.preventDefault()
    event.stopPropagation()
    playback.dispatch({ kind: 'seek-requested', time: axis.time(share) })
  }
  const share = axis.share(player.time)
  const passed = countStarted(timeline, player.time)
  const isDisabled = timeline.acts.length === 0
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
      aria-valuetext={t('player.positionOf', { index: passed, count: timeline.acts.length })}
      onPointerDown={(event) => {
        if (isDisabled) return
        event.currentTarget.setPointerCapture(event.pointerId)
        seek(event)
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && seek(event)}
      onKeyDown={onKeyDown}
    >
      <div className="scrubber-rail" />
      {!isDisabled && <div className="scrubber-done" style={{ width: `calc((100% - 12px) * ${share})` }} />}
      <canvas ref={canvas} className="scrubber-marks" />
      {!isDisabled && <div className="scrubber-thumb" style={{ left: `calc(6px + (100% - 12px) * ${share})` }} />}
    </div>
  )
}
