import { isLeading } from '../state/lesson/lesson-state'
import { playerSpeeds } from '../state/player-speeds'
import type { Behaviours, CommandParts } from './command-behaviour'

/** Moving through the packets. */
export function playerCommands({ store, actions, playback, lessonPlayer, isReducedMotion }: CommandParts): Behaviours {
  const player = () => playback.store.getState().player
  const hasPackets = () => playback.store.getState().timeline.acts.length > 0
  const isRunning = () => ['playing', 'live', 'stepping'].includes(player().kind)
  const isRecording = () => store.getState().source.kind === 'recording'
  const change = (step: 1 | -1) => {
    const { speed } = player()
    const next = step > 0 ? playerSpeeds.find((each) => each > speed) : playerSpeeds.findLast((each) => each < speed)
    if (next !== undefined) playback.dispatch({ kind: 'speed-chosen', speed: next })
  }
  return {
    playOrPause: {
      run: () => {
        // While a lesson leads it is what plays; else the packets are.
        if (isLeading(lessonPlayer.store.getState().lesson)) lessonPlayer.toggle()
        else playback.dispatch({ kind: isRunning() ? 'pause-requested' : 'play-requested' })
      },
      isEnabled: hasPackets,
    },
    hopBack: { run: () => playback.step('hop', -1, true), isEnabled: hasPackets },
    hopForward: { run: () => playback.step('hop', 1, isReducedMotion()), isEnabled: hasPackets },
    transformationBack: { run: () => playback.step('transformation', -1, true), isEnabled: hasPackets },
    transformationForward: {
      run: () => playback.step('transformation', 1, isReducedMotion()),
      isEnabled: hasPackets,
    },
    previousPacket: { run: () => playback.step('packet', -1, true), isEnabled: hasPackets },
    nextPacket: { run: () => playback.step('packet', 1, true), isEnabled: hasPackets },
    slower: { run: () => change(-1) },
    faster: { run: () => change(1) },
    loop: {
      run: () => playback.toggleLoop(store.getState().selection?.journey ?? null),
      isEnabled: () => hasPackets() && (store.getState().selection !== null || player().loop !== null),
      isOn: () => player().loop !== null,
    },
    loopFrom: { run: () => playback.setLoopEdge('from'), isEnabled: hasPackets },
    loopTo: { run: () => playback.setLoopEdge('to'), isEnabled: hasPackets },
    follow: {
      run: () => playback.follow(!playback.store.getState().isFollowing),
      isOn: () => playback.store.getState().isFollowing,
    },
    live: {
      run: () => (isRecording() ? actions.showLive() : playback.dispatch({ kind: 'live-requested' })),
      isEnabled: () =>
        (isRecording() && !store.getState().isEmbedded) || (player().liveHead !== null && player().kind !== 'live'),
    },
  }
}
