import { DropdownMenu } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import type { StepKind } from '../../../core/playback/find-step'
import { ChoiceItems } from '../../parts/choice-items'
import { Icon } from '../../parts/icon'
import { usePlayback, usePlaybackState } from '../../state/screen-context'

const kinds: readonly StepKind[] = ['hop', 'transformation', 'packet']

/** What the two step buttons step by. */
export function StepMenu() {
  const { t } = useTranslation()
  const playback = usePlayback()
  const stepKind = usePlaybackState((state) => state.stepKind)
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="button button-plain step-kind" title={t(`player.stepByMeaning.${stepKind}`)}>
        <span>
          {t('player.stepKind')} <b>{t(`player.stepBy.${stepKind}`)}</b>
        </span>
        <Icon name="chevron" size={12} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
          <ChoiceItems
            choices={kinds}
            chosen={stepKind}
            label={(kind) => `${t(`player.stepBy.${kind}`)} · ${t(`player.stepByMeaning.${kind}`)}`}
            onChoose={(kind) => playback.chooseStepKind(kind)}
          />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
