import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DockerEvent } from './docker-access'
import { followEvents, type EventSource } from './follow-events'
import { readContainer, readEvent, readNetwork } from './read-docker'

const start = { Type: 'container', Action: 'start', Actor: { ID: 'abc', Attributes: { name: 'コンテナ' } }, time: 1 }
const started: DockerEvent = { kind: 'container', action: 'start', id: 'abc', name: 'コンテナ' }
const connect = { Type: 'network', Action: 'connect', Actor: { ID: 'n1', Attributes: { name: 'bridge' } } }
const connected: DockerEvent = { kind: 'network', action: 'connect', id: 'n1', name: 'bridge' }
const image = { Type: 'image', Action: 'pull' }
const lines = [start, image, connect].map((each) => `${JSON.stringify(each)}\n`).join('')

/** A source that plays one connection after another, each a list of chunks or a failure, and then ends the following. */
function play(connections: readonly (readonly Uint8Array[] | Error)[]): { source: EventSource; end: AbortController } {
  const end = new AbortController()
  let next = 0
  const source: EventSource = {
    open: async () => {
      const connection = connections[next]
      next += 1
      if (connection === undefined) {
        end.abort()
        throw new Error('the play is over')
      }
      if (connection instanceof Error) throw connection
      return (async function* () {
        yield* connection
      })()
    },
    explain: (error) => ({ code: 'no-docker', message: String(error), values: {}, command: null }),
    pause: () => 0,
  }
  return { source, end }
}

async function follow(connections: readonly (readonly Uint8Array[] | Error)[]): Promise<DockerEvent[]> {
  const { source, end } = play(connections)
  const events: DockerEvent[] = []
  await followEvents(source, (event) => events.push(event), end.signal)
  return events
}

describe('followEvents', () => {
  it('reads events whatever the chunks, leaving out what is no change of the network', async () => {
    const bytes = new TextEncoder().encode(lines)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: bytes.length })), async (cuts) => {
        const edges = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
        const chunks = edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge))
        expect((await follow([chunks])).filter(({ kind }) => kind !== 'lost')).toEqual([started, connected])
      }),
    )
  })

  it('says once that the daemon is gone and once that it is back', async () => {
    const line = new TextEncoder().encode(`${JSON.stringify(start)}\n`)
    const refused = new Error('refused')
    const events = await follow([refused, refused, [line], [line], refused])
    expect(events.map(({ kind }) => kind)).toEqual(['lost', 'back', 'container', 'lost', 'back', 'container', 'lost'])
    expect(events[0]).toMatchObject({ problem: { message: 'Error: refused' } })
  })

  it('survives a daemon that sends nonsense', async () => {
    const nonsense = new TextEncoder().encode('no json\n[]\nnull\n{"Type":7}\n' + 'x'.repeat(3_000_000))
    expect((await follow([[nonsense]])).map(({ kind }) => kind)).toEqual(['lost'])
  })
})

describe('what Docker says', () => {
  it('is read without trust', () => {
    const property = fc.oneof(fc.jsonValue(), fc.string())
    const keys = [
      'Id',
      'Name',
      'State',
      'Config',
      'NetworkSettings',
      'HostConfig',
      'IPAM',
      'Options',
      'Driver',
      'Type',
      'Actor',
    ]
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), property), (value) => {
        const container = readContainer(value)
        if (container !== null) expect(container.name).toMatch(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/)
        readNetwork(value)
        readEvent(value)
      }),
    )
    const id = 'a'.repeat(64)
    expect(readContainer({ Id: id, Name: '/../../etc' })).toBeNull()
    expect(readContainer({ Id: id, Name: '/web', State: { Pid: -1 } })?.pid).toBe(0)
    expect(readNetwork({ Id: id, Name: 'own', Driver: 'bridge' })?.bridgeName).toBe('br-aaaaaaaaaaaa')
  })
})
