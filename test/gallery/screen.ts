import { mountScreen } from '../../src/renderer/mount-screen'
import { sampleStatus } from '../contract/sample-events'
import { articleTopology } from '../fixtures/article-topology'
import { sampleRecording } from './sample-recording'
import { createScriptedClient } from './scripted-client'

const state = new URLSearchParams(location.search).get('state') ?? 'recording'
const hasDocker = state === 'live' || state === 'reading'

const noDocker = {
  code: 'no-docker',
  message: 'Docker does not answer at unix:///var/run/docker.sock: connect ENOENT',
  values: { address: 'unix:///var/run/docker.sock' },
  command: 'sudo systemctl start docker',
}
const noRights = {
  code: 'no-rights',
  message: "Hopscope may not capture on linux: tcpdump and entering a container's network need root there.",
  values: { machine: 'linux' },
  command: 'sudo npm start',
}

const client = createScriptedClient({
  hello: () => ({ version: '0.1.0', host: 'linux', canCapture: hasDocker }),
  doctor: () => (hasDocker ? [] : [noDocker, noRights]),
  discover: () => articleTopology,
  recordings: () => [{ id: 'sample', title: { en: 'Container to the internet', ja: 'コンテナからインターネットへ' } }],
  openRecording: () => sampleRecording(),
  start: () => {
    client.emit('status', sampleStatus(0))
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
})

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with id root')
const answer: typeof client.request = (name, params) => client.request(name, params)
mountScreen(root, {
  ...client,
  // A network that is still being read never answers.
  request: (name, params) =>
    state === 'reading' && name === 'discover' ? new Promise(() => undefined) : answer(name, params),
})
if (state === 'problems') for (const problem of [noDocker, noRights]) client.emit('problem', problem)
if (state === 'lost') setTimeout(() => client.setConnected(false), 0)
