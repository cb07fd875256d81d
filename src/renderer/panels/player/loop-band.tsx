import type { PlayerState } from '../../../core/playback/player'
import type { ScrubberAxis } from './scrubber-axis'

interface LoopBandProps {
  readonly loop: NonNullable<PlayerState['loop']>
  readonly axis: ScrubberAxis
}

/** The stretch of the scrubber that is repeated, between its ends A and B. */
export function LoopBand({ loop, axis }: LoopBandProps) {
  const [from, to] = [axis.share(loop.from), axis.share(loop.to)]
  return (
    <div
      className="loop-band"
      aria-hidden="true"
      style={{ left: `calc(6px + (100% - 12px) * ${from})`, width: `calc((100% - 12px) * ${to - from})` }}
    >
      <span>A</span>
      <span>B</span>
    </div>
  )
}
