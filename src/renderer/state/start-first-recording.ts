import { playRecording } from './play-recording'
import type { Actions } from './actions'
import { listOrigins } from './endpoints'
import type { Playback } from './playback'
import type { ScreenStore } from './screen-store'

/** On a machine that cannot trace containers, opens the first built-in recording and plays it. */
export async function startFirstRecording(store: ScreenStore, actions: Actions, playback: Playback): Promise<void> {
  const { recordings, hello, live, missing, source, isOpening } = store.getState()
  // Someone was quicker and has chosen already.
  if (source.kind === 'recording' || isOpening) return
  const hasContainers = listOrigins(live.topology).some((origin) => origin.namespace.kind === 'container')
  const hasDocker = missing?.every((problem) => problem.code !== 'no-docker') ?? false
  const first = recordings[0]
  if (first === undefined || (hello?.canCapture === true && (hasContainers || hasDocker))) return
  await playRecording(first.id, actions, playback)
}
