import { beforeEach, describe, expect, it } from 'vitest'
import type { JourneyMessage, SessionStatus } from '../../src/contract/messages'
import { createActions } from '../../src/renderer/state/actions'
import { Feeds } from '../../src/renderer/state/feeds'
import { createPlayback } from '../../src/renderer/state/playback'
import { createScreenStore, type ScreenStore } from '../../src/renderer/state/screen-store'
import { followTracer } from '../../src/renderer/state/session'
import { startFirstRecording } from '../../src/renderer/state/start-first-recording'
import { sampleJourney, samplePoints, sampleStatus } from '../contract/sample-events'
import { articleTopology } from '../fixtures/article-topology'
import { sampleRecording } from '../gallery/sample-recording'
import { createScriptedClient, type ScriptedClient } from '../gallery/scripted-client'
import { createHandClock } from './hand-clock'

const noDocker = { code: 'no-docker', message: 'No Docker.', values: {}, command: 'sudo systemctl start docker' }
const idle: SessionStatus = { state: 'idle', captures: [], journeysNotSent: 0, clockOffset: null }

let store: ScreenStore
let feeds: Feeds

function connect(answers: Partial<Parameters<typeof createScriptedClient>[0]> = {}): ScriptedClient {
  store = createScreenStore()
  feeds = new Feeds()
  return createScriptedClient({
    hello: () => ({
      version: '0.1.0',
      host: 'linux',
      canCapture: true,
      wireshark: { isInstalled: false, installCommand: null },
    }),
    doctor: () => [],
    recordings: () => [{ id: 'sample', title: { en: 'Sample', ja: '見本' } }],
    discover: () => articleTopology,
    ...answers,
  })
}

const ready = (client: ScriptedClient) =>
  new Promise<void>((resolve) => {
    followTracer(client, store, feeds, resolve)
  })

describe('the session', () => {
  let client: ScriptedClient
  beforeEach(async () => {
    client = connect()
    await ready(client)
  })

  it('learns the network and chooses a container to send from', () => {
    expect(store.getState()).toMatchObject({
      connection: 'connected',
      from: 'wsl:Ubuntu/container1',
      isDiscovered: true,
    })
  })

  it('keeps the choice when the network is read anew, unless it is gone', () => {
    store.setState({ from: 'wsl:Ubuntu/container2' })
    client.emit('topology', articleTopology)
    expect(store.getState().from).toBe('wsl:Ubuntu/container2')
    const namespaces = articleTopology.namespaces.filter(({ name }) => name !== 'container2')
    client.emit('topology', { ...articleTopology, namespaces })
    expect(store.getState().from).toBe('wsl:Ubuntu/container1')
  })

  it('decodes journeys, and replaces one that changed', () => {
    const message = sampleJourney(1)
    client.emit('journeys', { points: samplePoints, journeys: [message] })
    client.emit('journeys', { points: [], journeys: [{ ...message, verdict: { kind: 'answered' } }] })
    const { live } = store.getState()
    expect(live.history.size).toBe(1)
    expect(live.history.byId(1)?.verdict).toEqual({ kind: 'answered' })
    expect(live.history.byId(1)?.sightings.map(({ point }) => point)).toEqual(samplePoints)
    expect(live.points).toEqual(samplePoints)
  })

  it('numbers the journeys of a second session on from the first', () => {
    const message: JourneyMessage = { ...sampleJourney(1), quotes: 1 }
    client.emit('status', sampleStatus(1))
    client.emit('journeys', { points: samplePoints, journeys: [sampleJourney(1), sampleJourney(2)] })
    client.emit('status', idle)
    client.emit('status', sampleStatus(0))
    client.emit('journeys', { points: [], journeys: [message] })
    const { history } = store.getState().live
    expect(history.journeys.map(({ id, exchange, quotes }) => [id, exchange, quotes])).toEqual([
      [1, 1, null],
      [2, 2, null],
      [3, 3, 3],
    ])
  })

  it('keeps what tcpdump printed for a terminal that opens later', () => {
    client.emit('lines', { point: 2, lines: ['one', 'two'], skipped: 3 })
    const read: string[] = []
    feeds.capture(2).read((text) => read.push(text))
    client.emit('lines', { point: 2, lines: ['three'], skipped: 0 })
    expect(read).toEqual(['one\r\ntwo\r\n', 'three\r\n'])
    expect(feeds.capture(2).skippedLines).toBe(3)
  })

  it('says once what went wrong', () => {
    client.emit('problem', noDocker)
    client.emit('problem', noDocker)
    expect(store.getState().notices).toHaveLength(1)
  })

  it('says that the connection is lost, keeps what it has and greets again when it is back', async () => {
    client.emit('journeys', { points: samplePoints, journeys: [sampleJourney(1)] })
    client.setConnected(false)
    expect(store.getState().connection).toBe('lost')
    expect(store.getState().live.history.size).toBe(1)
    const back = new Promise<void>((resolve) => {
      const end = store.subscribe(({ connection }) => {
        if (connection !== 'connected') return
        end()
        resolve()
      })
    })
    client.setConnected(true)
    await back
    expect(client.asked.filter(({ name }) => name === 'hello')).toHaveLength(2)
  })
})

describe('the actions', () => {
  it('start the captures before the ping, and show its terminal', async () => {
    const client = connect({ start: () => null, ping: () => ({ id: 7, kind: 'ping', title: 'container1 → 8.8.8.8' }) })
    await ready(client)
    await createActions(client, store, feeds).ping()
    expect(client.asked.slice(-2)).toEqual([
      { name: 'start', params: { interfaces: null, filter: null } },
      { name: 'ping', params: { from: 'wsl:Ubuntu/container1', to: '8.8.8.8', count: 5 } },
    ])
    expect(store.getState().terminals.map(({ id, exit }) => [id, exit])).toEqual([[7, undefined]])
    client.emit('terminalExit', { id: 7, exitCode: 0 })
    expect(store.getState().terminals[0]?.exit).toBe(0)
  })

  it('turn a refusal into a notice', async () => {
    const refusal = { code: 'bad-destination', message: 'No address.', values: { destination: '-x' }, command: null }
    const client = connect({ start: () => null, ping: () => refusal })
    await ready(client)
    await createActions(client, store, feeds).ping()
    expect(store.getState().notices.map(({ problem }) => problem)).toEqual([refusal])
  })

  it('say nothing of the size of a terminal that has ended', async () => {
    const gone = { code: 'unknown-terminal', message: 'Terminal 2 is not open.', values: { id: '2' }, command: null }
    const client = connect({ terminalResize: () => gone })
    await ready(client)
    createActions(client, store, feeds).resizeTerminal(2, 80, 24)
    await new Promise((resolve) => setTimeout(resolve, 0))
    expect(client.asked.at(-1)?.name).toBe('terminalResize')
    expect(store.getState().notices).toEqual([])
  })

  it('say that a damaged recording cannot be opened, and stay live', async () => {
    const damaged = { name: 'sample', capture: new Uint8Array(64).fill(7), topology: null }
    const client = connect({ openRecording: () => damaged })
    await ready(client)
    expect(await createActions(client, store, feeds).openRecording('sample')).toBe(false)
    expect(store.getState()).toMatchObject({ source: { kind: 'live' }, isOpening: false })
    expect(store.getState().notices[0]?.problem.code).toBe('recording')
  })

  it('keep what was read of a recording that is cut off', async () => {
    const whole = sampleRecording(5)
    const cut = { ...whole, capture: whole.capture.subarray(0, Math.floor(whole.capture.length / 2) + 3) }
    const client = connect({ openRecording: () => cut })
    await ready(client)
    expect(await createActions(client, store, feeds).openRecording('sample')).toBe(true)
    expect(store.getState().recording?.history.size).toBeGreaterThan(2)
    expect(store.getState().recording?.warnings).toHaveLength(1)
  })
})

describe('a recording that is chosen while another is on its way', () => {
  it('wins, whichever arrives last', async () => {
    const arrivals: ((content: ReturnType<typeof sampleRecording>) => void)[] = []
    const client = connect()
    await ready(client)
    const slow: typeof client.request = (name, params) =>
      name === 'openRecording'
        ? new Promise((resolve) => {
            arrivals.push(resolve)
          })
        : client.request(name, params)
    const actions = createActions({ ...client, request: slow }, store, feeds)
    const opened = [actions.openRecording('first'), actions.openRecording('second')]
    arrivals[1]?.(sampleRecording(1))
    arrivals[0]?.(sampleRecording(5))
    expect(await Promise.all(opened)).toEqual([false, true])
    expect(store.getState().source).toEqual({ kind: 'recording', id: 'second' })
    expect(store.getState().recording?.history.size).toBe(2)
  })

  it('keeps the first launch from opening its own', async () => {
    const client = connect({ doctor: () => [noDocker], openRecording: () => sampleRecording() })
    const actions = createActions(client, store, feeds)
    await ready(client)
    await actions.openRecording('chosen')
    await startFirstRecording(store, actions, createPlayback(store, createHandClock()))
    expect(store.getState().source).toEqual({ kind: 'recording', id: 'chosen' })
  })
})

describe('the first launch', () => {
  const launch = async (client: ScriptedClient) => {
    const actions = createActions(client, store, feeds)
    const playback = createPlayback(store, createHandClock())
    await ready(client)
    await startFirstRecording(store, actions, playback)
    return playback.store.getState().player.kind
  }

  it('plays a recording where there is no Docker', async () => {
    const nothing = { ...articleTopology, namespaces: [] }
    const client = connect({
      doctor: () => [noDocker],
      discover: () => nothing,
      openRecording: () => sampleRecording(),
    })
    expect(await launch(client)).toBe('playing')
    expect(store.getState().source).toMatchObject({ kind: 'recording', id: 'sample' })
  })

  it('is live where there are containers', async () => {
    expect(await launch(connect())).toBe('live')
    expect(store.getState().source.kind).toBe('live')
  })
})
