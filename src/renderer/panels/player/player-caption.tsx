import { trueTimeAt } from '../../../core/playback/true-time-at'
import { formatClock } from '../../parts/format-time'
import { PacketGlyph } from '../../parts/packet-glyph'
import { usePacketName } from '../../parts/use-packet-name'
import { happeningAt, type JourneyHappening } from '../../state/happening-at'
import { usePlaybackState, useScreen } from '../../state/screen-context'
import { ClockNote } from './clock-note'
import { StepMenu } from './step-menu'
import { useHappeningText } from './use-happening-text'

/** What happens to the packet in view, in words; the log's clock; and by what the player steps. */
export function PlayerCaption() {
  const selected = useScreen((state) => state.selection?.journey ?? null)
  const timeline = usePlaybackState((state) => state.timeline)
  const time = usePlaybackState((state) => state.player.time)
  const isResting = usePlaybackState(({ player }) => player.kind === 'paused')
  const shown = happeningAt(timeline, time, selected)
  const moment = trueTimeAt(timeline, time)
  return (
    <div className="player-caption">
      <StepMenu />
      {/* Read out when a step has come to it, not while packets fly by. */}
      <p className="happening" aria-live={isResting ? 'polite' : 'off'}>
        {shown && <HappeningLine {...shown} />}
      </p>
      <ClockNote />
      <span className="player-clock mono">{moment === null ? '' : formatClock(moment)}</span>
    </div>
  )
}

function HappeningLine({ journey, happening }: JourneyHappening) {
  const packetName = usePacketName()
  const text = useHappeningText()
  const line = text(happening)
  return (
    <>
      <PacketGlyph journey={journey} />
      <b>{packetName(journey)}</b>
      <span title={line}>{line}</span>
    </>
  )
}
