import type { RecordingContent } from '../../src/contract/messages'
import { mountScreen } from '../../src/renderer/mount-screen'
import { sampleRecording } from './sample-recording'
import { screenStates, type ScreenScript } from './screen-states'
import { createScriptedClient } from './scripted-client'

const parameter = new URLSearchParams(location.search).get('state') ?? 'recording'
const states: Readonly<Record<string, ScreenScript>> = screenStates
const script = states[parameter] ?? screenStates.recording

const client = createScriptedClient({
  hello: () => ({ version: '0.1.0', host: script.host, canCapture: script.canCapture }),
  doctor: () => script.missing,
  discover: () => script.topology,
  recordings: () => [{ id: 'sample', title: { en: 'Container to the internet', ja: 'コンテナからインターネットへ' } }],
  openRecording: () => recording(),
  start: () => {
    client.emit('status', screenStates.capturing.status)
    return null
  },
  stop: () => null,
  ping: ({ to }) => ({ id: 1, kind: 'ping', title: `container1 → ${to}` }),
  traceroute: ({ to }) => ({ id: 2, kind: 'traceroute', title: `container1 → ${to}` }),
  shell: ({ namespace }) => ({ id: 3, kind: 'shell', title: namespace }),
  terminalInput: ({ id, data }) => {
    client.emit('terminalOutput', { id, data })
    return null
  },
  terminalResize: () => null,
  terminalClose: () => null,
  saveCapture: () => ({ path: '/home/user/hopscope.pcapng' }),
  setLanguage: () => null,
})

function recording(): RecordingContent {
  const whole = sampleRecording()
  switch (script.trouble) {
    case 'damaged-recording':
      return { ...whole, capture: new Uint8Array(64).fill(7) }
    case 'cut-recording':
      return { ...whole, capture: whole.capture.subarray(0, Math.floor(whole.capture.length / 2) + 3) }
    case 'broken-panel':
      // A mistake that only the tables of facts come by.
      return {
        ...whole,
        topology: Object.defineProperty({ ...script.topology }, 'networks', {
          get: () => {
            throw new Error('broken on purpose')
          },
        }),
      }
    case 'none':
    case 'lost':
    case 'never-discovers':
      return whole
  }
}

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with id root')
const answer: typeof client.request = (name, params) => client.request(name, params)
mountScreen(root, {
  ...client,
  // A network that is still being read never answers.
  request: (name, params) =>
    script.trouble === 'never-discovers' && name === 'discover' ? new Promise(() => undefined) : answer(name, params),
})
if (script.status !== null) client.emit('status', script.status)
for (const problem of script.notices) client.emit('problem', problem)
if (script.trouble === 'lost') setTimeout(() => client.setConnected(false), 0)
