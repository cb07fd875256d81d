import type { Actions } from './actions'
import type { Playback } from './playback'

/** Opens the user's own files and plays them. */
export async function playFiles(files: readonly File[], actions: Actions, playback: Playback): Promise<void> {
  if (files.length === 0 || !(await actions.openFiles(files))) return
  play(playback)
}

/** Opens a built-in recording and plays it, every packet with its hops in the inspector. */
export async function playRecording(id: string, actions: Actions, playback: Playback): Promise<void> {
  if (!(await actions.openRecording(id))) return
  play(playback)
}

function play(playback: Playback): void {
  playback.follow(true)
  playback.dispatch({ kind: 'play-requested' })
}
