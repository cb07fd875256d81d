import { mountScreen } from '../../src/renderer/mount-screen'
import { articleTopology } from '../fixtures/article-topology'
import { sampleRecording } from './sample-recording'
import { createScriptedClient } from './scripted-client'

const isLive = new URLSearchParams(location.search).has('live')

const client = createScriptedClient({
  hello: () => ({ version: '0.1.0', host: 'linux', canCapture: isLive }),
  doctor: () =>
    isLive
      ? []
      : [
          {
            code: 'no-docker',
            message: 'Docker is not running here, so there are no containers to trace.',
            values: {},
            command: 'sudo systemctl start docker',
          },
        ],
  discover: () => articleTopology,
  recordings: () => [{ id: 'sample', title: { en: 'Container to the internet', ja: 'コンテナからインターネットへ' } }],
  openRecording: () => sampleRecording(),
  start: () => null,
  stop: () => null,
  ping: ({ to }) => ({ id: 1, kind: 'ping', title: `ping -c 5 ${to}` }),
  traceroute: ({ to }) => ({ id: 2, kind: 'traceroute', title: `traceroute -I ${to}` }),
  shell: ({ namespace }) => ({ id: 3, kind: 'shell', title: namespace }),
  terminalInput: () => null,
  terminalResize: () => null,
  terminalClose: () => null,
  saveCapture: () => null,
})

const screen = mountScreen(document.getElementById('root')!, client)
Object.assign(window, { gallery: { client, screen } })
