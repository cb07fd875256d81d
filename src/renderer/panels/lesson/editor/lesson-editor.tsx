import { DropdownMenu } from 'radix-ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { insertItem, type EditedItem, type EditedList } from '../../../../core/lesson/edit'
import type { QuestionKind } from '../../../../core/lesson/lesson'
import { Button } from '../../../parts/button'
import { Icon } from '../../../parts/icon'
import { lessonOf, lessonTimeOf } from '../../../state/lesson/lesson-state'
import { newItem, newQuestion } from '../../../state/lesson/new-item'
import { shownTrace } from '../../../state/screen-state'
import { useScreen, useScreenContext } from '../../../state/screen-context'
import { useLesson, useLessonPlayer } from '../../../state/use-lesson'
import type { ChosenItem } from './chosen-item'
import { EditTracks } from './edit-tracks'
import { ItemForm } from './item-form'
import { LessonForm } from './lesson-form'

const simpleLists = ['chapters', 'captions', 'spotlights', 'slow', 'cuts'] as const
const questionKinds: readonly QuestionKind[] = ['next-source', 'ttl', 'dropped-at', 'order-hops', 'choose', 'text']

/** Adds to a lesson and changes what was added; the recording stays as it is. */
export function LessonEditor() {
  const { t } = useTranslation()
  const player = useLessonPlayer()
  const lesson = useLesson((open) => (open === null ? null : lessonOf(open)))
  const [chosen, setChosen] = useState<ChosenItem | null>(null)
  if (lesson === null) return null
  // An undone item is no longer there to be edited.
  const items: readonly EditedItem<EditedList>[] = chosen === null ? [] : lesson[chosen.list]
  const current = chosen !== null && items.includes(chosen.item) ? chosen : null
  const add = (list: EditedList, item: EditedItem<EditedList>) => {
    player.edit((now) => insertItem(now, list, item))
    setChosen({ list, item })
  }
  const moment = () => {
    const open = player.store.getState().lesson
    return open === null ? 0 : lessonTimeOf(open)
  }
  return (
    <section className="lesson-editor" aria-label={t('editor.label')}>
      <div className="editor-bar">
        {simpleLists.map((list) => (
          <Button key={list} icon="plus" onClick={() => add(list, newItem(list, lesson, moment()))}>
            {t(`editor.item.${list}`)}
          </Button>
        ))}
        <AddQuestion onAdd={(item) => add('questions', item)} moment={moment} />
        <EditHistoryButtons />
      </div>
      <div className="editor-body">
        <EditTracks chosen={current} onChoose={setChosen} />
        <div className="editor-form" tabIndex={0} role="group" aria-label={t('editor.form')}>
          {current === null ? (
            <LessonForm />
          ) : (
            <ItemForm
              chosen={current}
              onChange={(item) => setChosen({ list: current.list, item })}
              onClose={() => setChosen(null)}
            />
          )}
        </div>
      </div>
    </section>
  )
}

interface AddQuestionProps {
  readonly moment: () => number
  readonly onAdd: (item: EditedItem<'questions'>) => void
}

function AddQuestion({ moment, onAdd }: AddQuestionProps) {
  const { t } = useTranslation()
  const { store, lessonPlayer } = useScreenContext()
  const selected = useScreen((state) => state.selection?.journey ?? null)
  const add = (kind: QuestionKind) => {
    const { lesson } = lessonPlayer.store.getState()
    const journey = selected === null ? null : shownTrace(store.getState()).history.byId(selected)
    const question = lesson && journey && newQuestion(kind, lessonOf(lesson), moment(), journey)
    if (question) onAdd(question)
  }
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="button button-plain"
        disabled={selected === null}
        title={selected === null ? t('editor.selectPacket') : undefined}
      >
        <Icon name="plus" />
        {t('editor.item.questions')}
        <Icon name="chevron" size={12} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
          {questionKinds.map((kind) => (
            <DropdownMenu.Item key={kind} className="menu-item" onSelect={() => add(kind)}>
              {t(`editor.questionKinds.${kind}`)}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function EditHistoryButtons() {
  const { t } = useTranslation()
  const { lessonPlayer: player, lessons } = useScreenContext()
  const canUndo = useLesson((open) => (open?.history.past.length ?? 0) > 0)
  const canRedo = useLesson((open) => (open?.history.future.length ?? 0) > 0)
  const hasDraft = useLesson((open) => open?.hasDraft ?? false)
  const isConnected = useScreen((state) => state.connection === 'connected')
  return (
    <div className="editor-history">
      <Button look="quiet" icon="undo" label={t('editor.undo')} disabled={!canUndo} onClick={player.undo} />
      <Button look="quiet" icon="redo" label={t('editor.redo')} disabled={!canRedo} onClick={player.redo} />
      <span className="soft">{hasDraft ? t('editor.kept') : t('editor.unchanged')}</span>
      <Button disabled={!hasDraft} onClick={player.discardDraft}>
        {t('editor.discard')}
      </Button>
      <Button look="primary" icon="save" disabled={!isConnected} onClick={() => void lessons.save()}>
        {t('editor.save')}
      </Button>
    </div>
  )
}
