import { describe, expect, it } from 'vitest'
import { createActions } from '../../src/renderer/state/actions'
import { Feeds } from '../../src/renderer/state/feeds'
import { listTasks } from '../../src/renderer/state/list-tasks'
import { builtInFiles, readRecording, readRecordingInTurns } from '../../src/renderer/state/read-recording'
import { createScreenState } from '../../src/renderer/state/screen-state'
import { createScreenStore } from '../../src/renderer/state/screen-store'
import { sampleStatus } from '../contract/sample-events'
import { sampleRecording } from '../gallery/sample-recording'
import { createScriptedClient } from '../gallery/scripted-client'

const ready = {
  ...createScreenState(),
  connection: 'connected',
  hello: { version: '0', host: 'linux', canCapture: true, wireshark: { isInstalled: false, installCommand: null } },
  isDiscovered: true,
} as const
const kinds = (part: Partial<typeof ready>) => listTasks({ ...ready, ...part }).map(({ kind }) => kind)

describe('what the screen waits for', () => {
  it('is nothing when all is ready', () => {
    expect(kinds({})).toEqual([])
  })

  it('begins with the connection and the network', () => {
    expect(listTasks(createScreenState()).map(({ kind }) => kind)).toEqual(['connecting'])
    expect(listTasks({ ...ready, isDiscovered: false }).map(({ kind }) => kind)).toEqual(['discovering'])
  })

  it('knows how many captures have started', () => {
    const { captures, ...status } = sampleStatus(0)
    const starting = captures.map(
      (capture, index) => ({ ...capture, state: index < 2 ? 'running' : 'starting' }) as const,
    )
    const tasks = listTasks({ ...ready, status: { ...status, state: 'starting', captures: starting } })
    expect(tasks).toMatchObject([{ kind: 'starting', share: 2 / captures.length }])
  })

  it('names the traceroutes that run, and the terminal of each', () => {
    const terminals = [
      { id: 3, kind: 'traceroute', title: 'container1 → 8.8.8.8', exit: undefined },
      { id: 4, kind: 'traceroute', title: 'container1 → 8.8.4.4', exit: 0 },
      { id: 5, kind: 'ping', title: 'container1 → 8.8.8.8', exit: undefined },
    ] as const
    expect(listTasks({ ...ready, terminals })).toMatchObject([
      { kind: 'tracing', about: 'container1 → 8.8.8.8', terminal: 3 },
    ])
  })
})

describe('opening a recording', () => {
  const content = sampleRecording(2000)

  it('lets the screen have its turn, says how far it is, and reads the same', async () => {
    let now = 0
    const shares: number[] = []
    const host = {
      now: () => (now += 20),
      pause: () => Promise.resolve(),
      progress: (share: number) => shares.push(share) > 0,
    }
    const trace = await readRecordingInTurns(builtInFiles(content), host)
    expect(trace?.history.size).toBe(readRecording(builtInFiles(content)).history.size)
    expect(shares.length).toBeGreaterThan(1)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.at(-1)).toBeLessThanOrEqual(1)
  })

  it('can be called off, and leaves what was shown', async () => {
    const store = createScreenStore()
    const client = createScriptedClient({ openRecording: () => content })
    const actions = createActions(client, store, new Feeds())
    const opening = actions.openRecording('sample')
    expect(listTasks(store.getState()).map(({ kind }) => kind)).toContain('opening')
    actions.stopOpening()
    expect(await opening).toBe(false)
    expect(store.getState()).toMatchObject({ source: { kind: 'live' }, isOpening: false, notices: [] })
  })
})
