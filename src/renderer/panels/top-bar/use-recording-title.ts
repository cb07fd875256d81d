import { usePreference, useScreen } from '../../state/screen-context'

/** The title of a built-in recording in the language of the screen, or the names of the user's own files. */
export function useRecordingTitle(): (recording: { readonly id: string; readonly fileName?: string }) => string {
  const recordings = useScreen((state) => state.recordings)
  const language = usePreference('language')
  return ({ id, fileName }) => fileName ?? recordings.find((recording) => recording.id === id)?.title[language] ?? id
}
