import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RequestError } from '../../src/contract/messages'
import type { Problem, TracerClient } from '../../src/contract/messages'
import { clientFrameLimit } from '../../src/contract/wire-message'
import { sampleJourney, samplePoints, sampleStatus } from './sample-events'
import { createScriptedService } from './scripted-service'
import type { ScriptedService } from './scripted-service'

/** One transport between a service and a client, with the means to disturb it. */
export interface TransportUnderTest {
  readonly client: TracerClient
  /** Sends raw bytes as the client's end would. */
  sendRaw(frame: Uint8Array): void
  /** Makes the screen stop reading, and read again. */
  pause(): void
  resume(): void
  /** Cuts the connection; a transport that can comes back by itself. */
  cut(): void
  close(): Promise<void>
}

const problem: Problem = {
  code: 'unknown-container',
  message: 'There is no container named web; running are container1 and container2.',
  values: { name: 'web', running: 'container1, container2' },
  command: 'docker ps',
}

async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  const error: unknown = await promise.then(
    () => expect.unreachable('the request must fail'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(RequestError)
  return (error as RequestError).problem
}

/** Resolves with the first event that `accept` likes. */
function nextEvent<Name extends Parameters<TracerClient['on']>[0]>(client: TracerClient, name: Name) {
  return new Promise<Parameters<Parameters<typeof client.on<Name>>[1]>[0]>((resolve) => {
    const end = client.on(name, (event) => {
      end()
      resolve(event)
    })
  })
}

/** The cases that every transport of the contract passes. */
export function describeTransport(
  name: string,
  open: (service: ScriptedService) => Promise<TransportUnderTest>,
  options: { readonly reconnects: boolean },
): void {
  describe(`transport over ${name}`, () => {
    let service: ScriptedService
    let transport: TransportUnderTest
    let client: TracerClient

    beforeEach(async () => {
      service = createScriptedService()
      transport = await open(service)
      client = transport.client
      // The answer says that the connection stands and that the service has a subscriber.
      await client.request('hello', null)
      expect(service.subscribers.size).toBe(1)
      service.requests.length = 0
    })
    afterEach(() => transport.close())

    it('carries a request and its result', async () => {
      const terminal = await client.request('ping', { from: 'linux/container1', to: '8.8.8.8', count: 5 })
      expect(terminal).toEqual({ id: 1, kind: 'ping', title: 'ping 8.8.8.8' })
      expect(service.requests).toEqual([
        { name: 'ping', params: { from: 'linux/container1', to: '8.8.8.8', count: 5 } },
      ])
    })

    it('answers each of many requests at once with its own result', async () => {
      service.handlers.openRecording = async ({ id }) => {
        await new Promise((resolve) => setTimeout(resolve, id.length % 3))
        return { name: `recording ${id}`, capture: new Uint8Array(), topology: null }
      }
      const ids = Array.from({ length: 60 }, (_, index) => 'x'.repeat(index))
      const contents = await Promise.all(ids.map((id) => client.request('openRecording', { id })))
      expect(contents.map((content) => content.name)).toEqual(ids.map((id) => `recording ${id}`))
    })

    it('keeps every byte of binary results and events', async () => {
      const capture = Uint8Array.from({ length: 3_000_000 }, (_, index) => (index * 31) % 256)
      service.handlers.openRecording = async () => ({ name: 'nat', capture, topology: null })
      const content = await client.request('openRecording', { id: 'nat' })
      expect(Buffer.from(content.capture).equals(capture)).toBe(true)

      const received = nextEvent(client, 'journeys')
      const event = { points: samplePoints, journeys: [sampleJourney(1), sampleJourney(2, 0)] }
      service.emit('journeys', event)
      expect(await received).toEqual(event)
    })

    it('hands frames to Wireshark with every byte and comment, and no field that is not known', async () => {
      const frames = sampleJourney(3, 512).frames.map((frame, index) => ({ ...frame, comment: `hop ${index + 1}` }))
      const params = { points: samplePoints, frames, filter: 'icmp.seq == 3 && frame contains "$(x)"' }
      await client.request('openInWireshark', params)
      const given = service.requests[0]?.params as typeof params
      const plain = given.frames.map((frame) => ({ ...frame, bytes: Uint8Array.from(frame.bytes) }))
      expect({ ...given, frames: plain }).toEqual(params)
      const withPath = { ...params, path: '/etc/passwd' }
      expect(await problemOf(client.request('openInWireshark', withPath))).toMatchObject({ code: 'invalid-message' })
      const tooLong = { ...params, frames: [{ ...frames[0]!, bytes: new Uint8Array(513) }] }
      expect(await problemOf(client.request('openInWireshark', tooLong))).toMatchObject({ code: 'invalid-message' })
      expect(service.requests).toHaveLength(1)
    })

    it('carries what is said and done while a lesson is recorded, and nothing that a lesson cannot hold', async () => {
      const packet = { interface: 'linux/web/eth0', time: '1795448497.622026783' }
      const film = {
        kind: 'film',
        at: 40,
        packet,
        station: 1.5,
        interface: 'linux/host/docker0',
        isJump: true,
      } as const
      const marker = { kind: 'marker', at: 41, label: '名前' } as const
      await client.request('noteLesson', { id: 'lesson-1', notes: [film, marker] })
      const data = Uint8Array.from({ length: 1024 * 1024 }, (_, index) => index % 251)
      await client.request('lessonVoice', { id: 'lesson-1', index: 0, from: 12, data })
      const [noted, said] = service.requests.map(({ params }) => params as { notes?: unknown; data?: Uint8Array })
      expect(noted!.notes).toEqual([film, marker])
      expect(Buffer.from(said!.data!).equals(data)).toBe(true)
      for (const id of ['../escape', 'a/b', 'A', '', 'x'.repeat(65)]) {
        expect(await problemOf(client.request('openLesson', { id }))).toMatchObject({ code: 'invalid-message' })
      }
      for (const note of [
        { ...film, at: -1 },
        { ...film, station: Number.NaN },
        { ...marker, label: 'x'.repeat(513) },
      ]) {
        const request = client.request('noteLesson', { id: 'lesson-1', notes: [note] })
        expect(await problemOf(request)).toMatchObject({ code: 'invalid-message' })
      }
      expect(service.requests).toHaveLength(2)
    })

    it('passes text of any script and every escape unharmed', async () => {
      const data = '\x1b[31m名前空間 👩‍🔬 \u0000 "\\ {"$bytes":[0,1]} __proto__\r\n'
      await client.request('terminalInput', { id: 7, data })
      expect(service.requests[0]?.params).toEqual({ id: 7, data })
      const values = { $bytes: '[0,1]', toString: 'y' }
      const received = nextEvent(client, 'problem')
      service.emit('problem', { ...problem, values })
      expect(await received).toEqual({ ...problem, values })
    })

    it('rejects with the problem that the service raised', async () => {
      service.handlers.shell = async () => Promise.reject(new RequestError(problem))
      expect(await problemOf(client.request('shell', { namespace: 'linux/web' }))).toEqual(problem)
    })

    it('rejects with code internal when the service fails unforeseen', async () => {
      service.handlers.stop = async () => Promise.reject(new TypeError('x is not a function'))
      expect(await problemOf(client.request('stop', null))).toMatchObject({
        code: 'internal',
        values: { reason: 'x is not a function' },
      })
    })

    it('refuses parameters that do not fit, names where, and does not call the service', async () => {
      const wrong = { from: 'linux/container1', to: '8.8.8.8', count: 'five' } as unknown as {
        from: string
        to: string
        count: number
      }
      const { code, message } = await problemOf(client.request('ping', wrong))
      expect(code).toBe('invalid-message')
      expect(message).toMatch(/count.*Expected number/)
      const unknownKey = { namespace: 'linux/host', command: 'rm' }
      expect(await problemOf(client.request('shell', unknownKey))).toMatchObject({ code: 'invalid-message' })
      expect(service.requests).toEqual([])
    })

    it.each(['reboot', 'toString', '__proto__', 'constructor'])('refuses the unknown request %s', async (unknown) => {
      expect(await problemOf(client.request(unknown as 'hello', null))).toMatchObject({
        code: 'unknown-request',
        values: { name: unknown },
      })
      expect(service.requests).toEqual([])
    })

    it('rejects a result that is not what the contract says', async () => {
      service.handlers.hello = async () => ({ version: 1, host: 'beos', canCapture: true, wireshark: null }) as never
      expect(await problemOf(client.request('hello', null))).toMatchObject({ code: 'invalid-message' })
    })

    it('reports an event that is not what the contract says, and goes on', async () => {
      const reported = nextEvent(client, 'problem')
      service.emit('terminalExit', { id: 'one', exitCode: 0 } as never)
      expect(await reported).toMatchObject({ code: 'invalid-message' })
      const exit = nextEvent(client, 'terminalExit')
      service.emit('terminalExit', { id: 2, exitCode: null })
      expect(await exit).toEqual({ id: 2, exitCode: null })
    })

    it('delivers the events of one kind in order, and output before the exit of its terminal', async () => {
      const seen: unknown[] = []
      let output = ''
      client.on('lines', (event) => seen.push(...event.lines))
      client.on('terminalOutput', (event) => (output += event.data))
      const exited = nextEvent(client, 'terminalExit').then(() => output.length)
      const lines = Array.from({ length: 500 }, (_, index) => `line ${index}`)
      let expected = ''
      for (const [index, line] of lines.entries()) {
        service.emit('lines', { point: 0, lines: [line], skipped: 0 })
        service.emit('terminalOutput', { id: 1, data: `${index} ` })
        expected += `${index} `
      }
      service.emit('terminalExit', { id: 1, exitCode: 0 })
      expect(await exited).toBe(expected.length)
      expect(output).toBe(expected)
      expect(seen).toEqual(lines)
    })

    it('calls a listener no more once it has ended, and the others still', async () => {
      const ended: string[] = []
      const end = client.on('problem', (event) => ended.push(event.code))
      const first = nextEvent(client, 'problem')
      service.emit('problem', problem)
      await first
      end()
      const second = nextEvent(client, 'problem')
      service.emit('problem', { ...problem, code: 'second' })
      expect((await second).code).toBe('second')
      expect(ended).toEqual(['unknown-container'])
    })

    it('refuses a request too large to send, and a result too large to answer', async () => {
      const tooLong = { id: 1, data: 'x'.repeat(clientFrameLimit) }
      expect(await problemOf(client.request('terminalInput', tooLong))).toMatchObject({ code: 'message-too-large' })
      service.handlers.openRecording = async () => ({
        name: 'x',
        capture: new Uint8Array(65 * 1024 * 1024),
        topology: null,
      })
      expect(await problemOf(client.request('openRecording', { id: 'x' }))).toMatchObject({ code: 'message-too-large' })
      expect(await client.request('recordings', null)).toEqual([])
    })

    it('answers no more than 64 requests at once', async () => {
      const release: (() => void)[] = []
      service.handlers.stop = () => new Promise((resolve) => release.push(() => resolve(null)))
      const results = Array.from({ length: 65 }, () => client.request('stop', null))
      expect(await problemOf(results[64]!)).toMatchObject({ code: 'too-many-requests' })
      for (const answer of release) answer()
      expect(await Promise.all(results.slice(0, 64))).toHaveLength(64)
    })

    it('lets a slow screen wait for little, and counts what it did not get', async () => {
      const received = new Map<number, number>()
      let events = 0
      client.on('journeys', ({ journeys }) => {
        events++
        for (const journey of journeys) received.set(journey.id, journey.frames.length)
      })
      const total = 6000
      service.emit('status', sampleStatus(0))
      transport.pause()
      for (let id = 1; id <= total; id++) {
        service.emit('journeys', { points: samplePoints, journeys: [sampleJourney(id)] })
      }
      transport.resume()
      const notSent = await new Promise<number>((resolve) => {
        client.on('status', (status) => {
          if (status.journeysNotSent > 0) resolve(status.journeysNotSent)
        })
      })
      // Two answers in a row: what was in the outbox has been handled by then.
      await client.request('hello', null)
      await client.request('hello', null)
      expect(events).toBeLessThan(12)
      expect(received.size).toBeLessThanOrEqual(2008)
      expect(received.has(total)).toBe(true)
      expect(received.size + notSent).toBe(total)
    })

    it('sends again at full rate once the screen has caught up', async () => {
      transport.pause()
      for (let id = 1; id <= 50; id++) service.emit('journeys', { points: samplePoints, journeys: [sampleJourney(id)] })
      transport.resume()
      const ids: number[] = []
      const done = new Promise<void>((resolve) => {
        client.on('journeys', ({ journeys }) => {
          ids.push(...journeys.map((journey) => journey.id))
          if (ids.at(-1) === 100) resolve()
        })
      })
      for (let id = 51; id <= 100; id++) {
        service.emit('journeys', { points: samplePoints, journeys: [sampleJourney(id)] })
        if (id % 5 === 0) await client.request('hello', null)
      }
      await done
      expect(ids).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
    })

    it.each([
      ['no frame', Uint8Array.of()],
      ['another version', Uint8Array.of(9, 0, 0, 0, 0)],
      ['a length beyond the end', Uint8Array.of(1, 255, 255, 255, 255)],
      ['text that is not JSON', Uint8Array.of(1, 1, 0, 0, 0, 0x7b)],
      ['a frame too large', new Uint8Array(clientFrameLimit + 1)],
    ])('cuts off a peer that sends %s', async (_what, frame) => {
      const toldWhy = nextEvent(client, 'problem').then((event) => event.code)
      const lost = new Promise<string>((resolve) => {
        client.onConnection((isConnected) => {
          if (!isConnected) resolve('protocol-error')
        })
      })
      transport.sendRaw(frame)
      void client.request('recordings', null).catch(() => undefined)
      expect(await Promise.race([toldWhy, lost])).toBe('protocol-error')
      expect(service.requests).toEqual([])
      await expect.poll(() => service.unsubscriptions).toBe(1)
    })

    if (options.reconnects)
      it('rejects unanswered requests when the connection is lost, and comes back', async () => {
        const states: boolean[] = []
        client.onConnection((isConnected) => states.push(isConnected))
        expect(states).toEqual([true])
        service.handlers.stop = () => new Promise(() => undefined)
        const unanswered = client.request('stop', null)
        await client.request('hello', null)
        transport.cut()
        expect(await problemOf(unanswered)).toMatchObject({ code: 'connection-lost', values: { name: 'stop' } })
        expect(states).toEqual([true, false])
        expect(await problemOf(client.request('hello', null))).toMatchObject({ code: 'connection-lost' })
        await expect.poll(() => states).toEqual([true, false, true])
        expect(await client.request('recordings', null)).toEqual([])
      })

    if (options.reconnects)
      it('tells a screen that comes back how things stand', async () => {
        const first = nextEvent(client, 'status')
        service.emit('status', sampleStatus(41))
        expect((await first).captures[0]?.frames).toBe(41)
        const again = nextEvent(client, 'status')
        transport.cut()
        expect((await again).captures[0]?.frames).toBe(41)
      })

    it('unsubscribes from the service when it closes', async () => {
      await transport.close()
      await expect.poll(() => service.subscribers.size).toBe(0)
    })
  })
}
