import { useTranslation } from 'react-i18next'
import { removeItem, replaceItem, type EditedItem, type EditedList } from '../../../../core/lesson/edit'
import { Button } from '../../../parts/button'
import { lessonOf } from '../../../state/lesson/lesson-state'
import { useLesson, useLessonPlayer } from '../../../state/use-lesson'
import type { ChosenItem } from './chosen-item'
import { LocalTextField } from './local-text-field'
import { QuestionForm } from './question-form'
import { TargetField } from './target-field'
import { TimeField } from './time-field'

interface ItemFormProps {
  readonly chosen: ChosenItem
  readonly onChange: (item: EditedItem<EditedList>) => void
  readonly onClose: () => void
}

/** What can be said of one thing that was added to the lesson. */
export function ItemForm({ chosen: { list, item }, onChange, onClose }: ItemFormProps) {
  const { t } = useTranslation()
  const player = useLessonPlayer()
  const duration = useLesson((open) => (open === null ? 0 : lessonOf(open).duration))
  const set = (by: EditedItem<EditedList>, subject: string) => {
    player.edit((now) => replaceItem(now, list, item, by), `${list} ${subject}`)
    onChange(by)
  }
  return (
    <>
      <header>
        <h2>{t(`editor.item.${list}`)}</h2>
        <Button
          icon="minus"
          onClick={() => {
            player.edit((now) => removeItem(now, list, item))
            onClose()
          }}
        >
          {t('editor.remove')}
        </Button>
        <Button look="quiet" icon="close" label={t('app.close')} onClick={onClose} />
      </header>
      {'at' in item ? (
        <TimeField
          label={t('editor.at')}
          value={item.at}
          least={0}
          most={duration}
          onChange={(at) => set({ ...item, at }, 'at')}
        />
      ) : (
        <div className="stretch-fields">
          <TimeField
            label={t('editor.from')}
            value={item.from}
            least={0}
            most={item.to - 100}
            onChange={(from) => set({ ...item, from }, 'from')}
          />
          <TimeField
            label={t('editor.to')}
            value={item.to}
            least={item.from + 100}
            most={duration}
            onChange={(to) => set({ ...item, to }, 'to')}
          />
        </div>
      )}
      {'title' in item && (
        <LocalTextField
          label={t('editor.title')}
          value={item.title}
          onChange={(title) => set({ ...item, title }, 'title')}
        />
      )}
      {'text' in item && (
        <LocalTextField
          label={t('editor.text')}
          isLong
          value={item.text}
          onChange={(text) => set({ ...item, text }, 'text')}
        />
      )}
      {'times' in item && (
        <label className="time-field">
          <span className="field-label">{t('editor.times')}</span>
          <input
            type="number"
            min={0.1}
            max={100}
            step={0.5}
            value={item.times}
            onChange={({ target }) => {
              if (target.valueAsNumber >= 0.1 && target.valueAsNumber <= 100) {
                set({ ...item, times: target.valueAsNumber }, 'times')
              }
            }}
          />
        </label>
      )}
      {'target' in item && (
        <TargetField target={item.target} onChange={(target) => set({ ...item, target }, 'target')} />
      )}
      {'prompt' in item && <QuestionForm question={item} onChange={set} />}
    </>
  )
}
