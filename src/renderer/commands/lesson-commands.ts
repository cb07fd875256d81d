import { chapterAt } from '../../core/lesson/at-moment'
import { lessonOf, lessonTimeOf } from '../state/lesson/lesson-state'
import type { Behaviours, CommandParts } from './command-behaviour'

/** So long after a chapter began, going back leads to its beginning; before that to the one before. */
const chapterGrace = 2500

/** Beginning, playing, editing and sending lessons. */
export function lessonCommands({ store, preferences, actions, lessonPlayer, lessons }: CommandParts): Behaviours {
  const lesson = () => lessonPlayer.store.getState().lesson
  const isOpen = () => lesson() !== null
  const isEmbedded = () => store.getState().isEmbedded
  const canChange = () => isOpen() && !isEmbedded()
  const toChapter = (direction: 1 | -1) => {
    const open = lesson()
    if (open === null) return
    const time = lessonTimeOf(open)
    const { chapters } = lessonOf(open)
    const from = direction > 0 ? time : time - chapterGrace
    lessonPlayer.seekLesson(chapters[chapterAt({ chapters }, from) + (direction > 0 ? 1 : 0)]?.at ?? 0)
  }
  const showLesson = () => {
    actions.set({ tab: 'lesson' })
    actions.hide('views', false)
  }
  return {
    home: {
      run: () => actions.set({ isHomeOpen: !store.getState().isHomeOpen }),
      isEnabled: () => !isEmbedded(),
      isOn: () => store.getState().isHomeOpen,
    },
    returnToLesson: { run: () => lessonPlayer.return(), isEnabled: () => lesson()?.phase === 'exploring' },
    exploreLesson: {
      run: () => lessonPlayer.takeOver(),
      isEnabled: () => isOpen() && lesson()?.phase !== 'exploring',
    },
    nextChapter: { run: () => toChapter(1), isEnabled: () => isOpen() && lessonOf(lesson()!).chapters.length > 0 },
    previousChapter: { run: () => toChapter(-1), isEnabled: isOpen },
    toggleCaptions: {
      run: () => preferences.setState({ areCaptionsShown: !preferences.getState().areCaptionsShown }),
      isOn: () => preferences.getState().areCaptionsShown,
    },
    makeLesson: {
      run: () => void lessons.make(),
      isEnabled: () => store.getState().source.kind === 'recording' && !isOpen(),
    },
    editLesson: {
      run: () => {
        lessonPlayer.setEditing(lesson()?.isEditing !== true)
        showLesson()
      },
      isEnabled: canChange,
      isOn: () => lesson()?.isEditing === true,
    },
    undo: {
      run: () => lessonPlayer.undo(),
      isEnabled: () => lesson()?.isEditing === true && lesson()!.history.past.length > 0,
    },
    redo: {
      run: () => lessonPlayer.redo(),
      isEnabled: () => lesson()?.isEditing === true && lesson()!.history.future.length > 0,
    },
    saveLesson: { run: () => void lessons.save(), isEnabled: canChange },
    sendLesson: { run: () => actions.set({ isSendOpen: true }), isEnabled: canChange },
    showLesson: {
      run: showLesson,
      isEnabled: isOpen,
      isOn: () => store.getState().tab === 'lesson',
    },
  }
}
