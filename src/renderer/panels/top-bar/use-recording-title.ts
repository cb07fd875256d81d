import { usePreference, useScreen } from '../../state/screen-context'

/** The title of a built-in recording in the language of the screen; its id when it is not known. */
export function useRecordingTitle(): (id: string) => string {
  const recordings = useScreen((state) => state.recordings)
  const language = usePreference('language')
  return (id) => recordings.find((recording) => recording.id === id)?.title[language] ?? id
}
