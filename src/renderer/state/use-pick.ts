import { useActions, usePlayback } from './screen-context'

/** Selects a packet, or one sighting of it; a player that stands still goes there, and the selection stays there. */
export function usePick(): (journey: number, sighting: number | null) => void {
  const actions = useActions()
  const playback = usePlayback()
  return (journey, sighting) => {
    playback.follow(false)
    actions.select({ journey, sighting })
    if (playback.store.getState().player.kind === 'paused') playback.seekTo(journey, sighting)
  }
}
