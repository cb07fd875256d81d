import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

/** How loud the voice is, drawn with every frame without asking React. */
export function LevelMeter({ level }: { readonly level: () => number }) {
  const { t } = useTranslation()
  const meter = useRef<HTMLSpanElement>(null)
  const fill = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    let frame = 0
    let shown = 0
    let told = -1
    const draw = () => {
      // It rises at once and falls slowly, as meters do.
      shown = Math.max(level(), shown * 0.92)
      if (fill.current !== null) fill.current.style.transform = `scaleX(${shown.toFixed(3)})`
      const tenths = Math.round(shown * 10)
      if (tenths !== told) meter.current?.setAttribute('aria-valuenow', String(tenths * 10))
      told = tenths
      frame = requestAnimationFrame(draw)
    }
    frame = requestAnimationFrame(draw)
    return () => cancelAnimationFrame(frame)
  }, [level])
  return (
    <span
      ref={meter}
      className="level-meter"
      role="meter"
      aria-label={t('record.level')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    >
      <span ref={fill} />
    </span>
  )
}
