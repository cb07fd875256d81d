import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'
import { useReducedMotion } from '../../parts/use-reduced-motion'
import { usePlayback, usePlaybackState, useScreen } from '../../state/screen-context'
import { PlayerCaption } from './player-caption'
import { PlayerTime } from './player-time'
import { Scrubber } from './scrubber'
import { ShortcutsDialog } from './shortcuts-dialog'
import { SpeedMenu } from './speed-menu'
import { TimeAxisToggle } from './time-axis-toggle'

/** Moves through the packets: by packet, by hop, by what happens to them, or as they went, slower. */
export function PlayerBar() {
  const { t } = useTranslation()
  const playback = usePlayback()
  const isReduced = useReducedMotion()
  const kind = usePlaybackState((state) => state.player.kind)
  const isEmpty = usePlaybackState((state) => state.player.kind === 'empty' || state.timeline.acts.length === 0)
  const hasLive = usePlaybackState((state) => state.player.liveHead !== null)
  const isFollowing = usePlaybackState((state) => state.isFollowing)
  const isLooping = usePlaybackState((state) => state.player.loop !== null)
  const stepKind = usePlaybackState((state) => state.stepKind)
  const selected = useScreen((state) => state.selection?.journey ?? null)
  const isRunning = kind === 'playing' || kind === 'live' || kind === 'stepping'
  return (
    <div className="player" role="toolbar" aria-label={t('player.label')}>
      <PlayerCaption />
      <div className="player-row">
        <div className="player-buttons">
          <Button
            look="quiet"
            icon="previous"
            label={t('player.previousPacket')}
            disabled={isEmpty}
            onClick={() => playback.step('packet', -1, true)}
          />
          <Button
            look="quiet"
            icon="back"
            label={t('player.back', { kind: t(`player.stepBy.${stepKind}`) })}
            disabled={isEmpty}
            onClick={() => playback.step(stepKind, -1, true)}
          />
          <Button
            look="quiet"
            icon={isRunning ? 'pause' : 'play'}
            label={isRunning ? t('player.pause') : t('player.play')}
            disabled={isEmpty}
            onClick={() => playback.dispatch({ kind: isRunning ? 'pause-requested' : 'play-requested' })}
          />
          <Button
            look="quiet"
            icon="forward"
            label={t('player.forward', { kind: t(`player.stepBy.${stepKind}`) })}
            disabled={isEmpty}
            onClick={() => playback.step(stepKind, 1, isReduced)}
          />
          <Button
            look="quiet"
            icon="next"
            label={t('player.nextPacket')}
            disabled={isEmpty}
            onClick={() => playback.step('packet', 1, true)}
          />
        </div>
        <SpeedMenu />
        <Scrubber />
        <PlayerTime />
        <TimeAxisToggle />
        <Button
          look="quiet"
          icon="loop"
          label={isLooping ? t('player.endLoop') : t('player.loop')}
          aria-pressed={isLooping}
          disabled={isEmpty || (selected === null && !isLooping)}
          onClick={() => playback.toggleLoop(selected)}
        />
        <Button
          aria-pressed={isFollowing}
          title={t('player.followMeaning')}
          onClick={() => playback.follow(!isFollowing)}
        >
          {t('player.follow')}
        </Button>
        {hasLive && kind !== 'live' && (
          <Button icon="live" className="back-to-live" onClick={() => playback.dispatch({ kind: 'live-requested' })}>
            {t('player.backToLive')}
          </Button>
        )}
        <ShortcutsDialog />
      </div>
    </div>
  )
}
