import { DropdownMenu } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { ChoiceItems } from '../../parts/choice-items'
import { Icon } from '../../parts/icon'
import { useLesson, useLessonPlayer } from '../../state/use-lesson'

const speeds = [0.5, 0.75, 1, 1.25, 1.5, 2] as const

/** How fast the lesson plays, its voice too. */
export function LessonSpeed() {
  const { t } = useTranslation()
  const player = useLessonPlayer()
  const speed = useLesson((lesson) => lesson?.speed ?? 1)
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button button-plain lesson-speed" aria-label={t('lesson.speed')}>
        {t('lesson.pace', { factor: speed })}
        <Icon name="chevron" size={12} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
          <ChoiceItems
            choices={speeds}
            chosen={speed}
            label={(factor) => t('lesson.pace', { factor })}
            onChoose={player.chooseSpeed}
          />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
