import type { Actions } from './actions'
import type { Playback } from './playback'

/** Opens a built-in recording and plays it, every packet with its hops in the inspector. */
export async function playRecording(id: string, actions: Actions, playback: Playback): Promise<void> {
  if (!(await actions.openRecording(id))) return
  playback.follow(true)
  playback.dispatch({ kind: 'play-requested' })
}
