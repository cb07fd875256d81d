import { mountScreen } from '../../src/renderer/mount-screen'
import { createStateClient } from './create-state-client'
import { screenStates, type ScreenScript } from './screen-states'

// The whole screen alone, in the state that the address names; see open-screens.ts.
const states: Readonly<Record<string, ScreenScript>> = screenStates
const name = new URLSearchParams(location.search).get('state') ?? ''
const root = document.getElementById('root')
if (root === null) throw new Error('The page has no element with id root')
const { client, begin } = createStateClient(states[name] ?? screenStates.recording)
mountScreen(root, client)
begin()
