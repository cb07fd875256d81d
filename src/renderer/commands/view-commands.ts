import { flushSync } from 'react-dom'
import { shownTrace, type Tab } from '../state/screen-state'
import type { Language, ThemeChoice } from '../state/preferences'
import type { Behaviours, CommandBehaviour, CommandParts } from './command-behaviour'
import { focusRegion } from './focus-region'

/** Finding packets, and what the screen shows and how it looks. */
export function viewCommands({ store, actions, preferences }: CommandParts): Behaviours {
  const show = (name: Tab) => {
    actions.set({ tab: name })
    actions.hide('views', false)
  }
  const tab = (name: Tab): CommandBehaviour => ({
    run: () => show(name),
    isOn: () => store.getState().tab === name,
  })
  const theme = (name: ThemeChoice): CommandBehaviour => ({
    run: () => preferences.setState({ theme: name }),
    isOn: () => preferences.getState().theme === name,
  })
  const language = (name: Language): CommandBehaviour => ({
    run: () => preferences.setState({ language: name }),
    isOn: () => preferences.getState().language === name,
  })
  const selected = () => {
    const state = store.getState()
    return state.selection === null ? null : shownTrace(state).history.byId(state.selection.journey)
  }
  return {
    filter: {
      run: () => {
        // Shown at once: what is typed next belongs into the field.
        flushSync(() => show('packets'))
        document.getElementById('packet-filter')?.focus()
      },
    },
    clearFilter: { run: () => actions.set({ filter: '' }), isEnabled: () => store.getState().filter !== '' },
    pinPacket: {
      run: () => {
        const journey = selected()
        if (journey !== null) actions.togglePin(journey.exchange)
      },
      isEnabled: () => selected() !== null,
    },
    comparePacket: {
      run: () => {
        const journey = selected()
        if (journey !== null) actions.compare(journey.id)
      },
      isEnabled: () => selected() !== null,
    },
    foldExchanges: {
      run: () => actions.list({ isFolded: !store.getState().list.isFolded, toggled: new Set() }),
      isOn: () => store.getState().list.isFolded,
    },
    clearSelection: { run: () => actions.select(null), isEnabled: () => store.getState().selection !== null },
    showPackets: tab('packets'),
    showLadder: tab('ladder'),
    showTerminals: tab('terminals'),
    showFacts: tab('facts'),
    nextRegion: { run: () => focusRegion(1) },
    previousRegion: { run: () => focusRegion(-1) },
    themeSystem: theme('system'),
    themeDark: theme('dark'),
    themeLight: theme('light'),
    themeProjector: theme('projector'),
    english: language('en'),
    japanese: language('ja'),
    palette: { run: () => actions.set({ isPaletteOpen: true }) },
    keys: { run: () => actions.set({ isHelpOpen: true }) },
  }
}
