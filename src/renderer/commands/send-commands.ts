import type { Behaviours, CommandParts } from './command-behaviour'

/** Files, sending and capturing. */
export function sendCommands({ store, actions }: CommandParts): Behaviours {
  const isLive = () => store.getState().source.kind === 'live' && store.getState().connection === 'connected'
  const canSend = () => isLive() && store.getState().from !== null && store.getState().to.trim() !== ''
  const isCapturing = () => ['live', 'starting'].includes(store.getState().status.state)
  return {
    ping: { run: () => void actions.ping(), isEnabled: canSend },
    trace: { run: () => void actions.traceRoute(), isEnabled: canSend },
    chooseTarget: {
      run: () => document.querySelector<HTMLElement>('.send-controls input')?.focus(),
      isEnabled: () => store.getState().source.kind === 'live',
    },
    toggleCapture: {
      run: () => void (isCapturing() ? actions.stop() : actions.start()),
      isEnabled: () => isLive() && store.getState().status.state !== 'stopping',
      isOn: isCapturing,
    },
    openFile: {
      run: () => actions.set({ isFileDialogOpen: true }),
      isEnabled: () => !store.getState().isEmbedded,
    },
    saveCapture: {
      run: () => void actions.saveCapture(),
      isEnabled: () => isLive() && store.getState().live.history.size > 0,
    },
    discover: {
      run: () => void actions.discover(),
      isEnabled: () => store.getState().connection === 'connected' && !store.getState().isEmbedded,
    },
  }
}
