import { ToggleGroup } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { useActions, useScreen } from '../../state/screen-context'

/** Chooses the scrubber's axis: the scene's time, or the log's. */
export function TimeAxisToggle() {
  const { t } = useTranslation()
  const actions = useActions()
  const axis = useScreen((state) => state.timeAxis)
  return (
    <ToggleGroup.Root
      type="single"
      className="toggle"
      aria-label={t('player.timeMode')}
      value={axis}
      onValueChange={(value) => {
        if (value === 'event' || value === 'true') actions.set({ timeAxis: value })
      }}
    >
      <ToggleGroup.Item value="event" title={t('player.eventTimeMeaning')}>
        {t('player.eventTime')}
      </ToggleGroup.Item>
      <ToggleGroup.Item value="true" title={t('player.trueTimeMeaning')}>
        {t('player.trueTime')}
      </ToggleGroup.Item>
    </ToggleGroup.Root>
  )
}
