import { localText, type LocalText } from '../../../core/lesson/lesson'
import { usePreference, useScreen } from '../../state/screen-context'

interface Titled {
  readonly id: string
  readonly fileName?: string
  readonly title?: LocalText
}

/** The title of a lesson or a built-in recording in the language of the screen, or the names of the user's own files. */
export function useRecordingTitle(): (recording: Titled) => string {
  const recordings = useScreen((state) => state.recordings)
  const language = usePreference('language')
  return ({ id, fileName, title }) => {
    const text = title ?? recordings.find((recording) => recording.id === id)?.title
    const told = text === undefined ? '' : localText(text, language)
    return told !== '' ? told : (fileName ?? id)
  }
}
