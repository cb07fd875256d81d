import { DropdownMenu } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { slowDownAt } from '../../../core/playback/true-time-at'
import { ChoiceItems } from '../../parts/choice-items'
import { Icon } from '../../parts/icon'
import { playerSpeeds } from '../../state/player-speeds'
import { usePlayback, usePlaybackState } from '../../state/screen-context'
import { describeSlowDown } from './describe-slow-down'

/** How fast the scene plays, and how many times slower than the network that truly is for the packet in view. */
export function SpeedMenu() {
  const { t } = useTranslation()
  const playback = usePlayback()
  const speed = usePlaybackState((state) => state.player.speed)
  const slowDown = usePlaybackState(({ timeline, player }) => slowDownAt(timeline, player.time, player.speed))
  const text = describeSlowDown(slowDown)
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="button button-plain speed"
        aria-label={t('player.speed')}
        title={t('player.speedMeaning')}
      >
        <span className="speed-factor">
          {text === null
            ? t('player.paceShort', { factor: speed })
            : text.isSlower
              ? t('player.slowdown', { factor: text.factor })
              : t('player.faster', { factor: text.factor })}
        </span>
        <Icon name="chevron" size={12} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
          <ChoiceItems
            choices={playerSpeeds}
            chosen={speed}
            label={(factor) => t('player.pace', { factor })}
            onChoose={(choice) => playback.dispatch({ kind: 'speed-chosen', speed: choice })}
          />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
