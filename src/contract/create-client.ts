import * as v from 'valibot'
import { decodeFrame, encodeFrame, FrameError } from './codec'
import { describeIssue, invalidMessage } from './describe-issue'
import type { ReconnectingFramePort } from './frame-port'
import { RequestError } from './messages'
import type { EventName, Events, Problem, RequestName, Requests, TracerClient } from './messages'
import { describeProblem } from './problems'
import { eventSchemas } from './schemas/event-schemas'
import { count, text } from './schemas/parts'
import { requestSchemas } from './schemas/request-schemas'
import { problemSchema } from './schemas/session-schemas'
import { clientFrameLimit, serverFrameLimit } from './wire-message'
import type { ClientMessage } from './wire-message'

const serverMessageSchema = v.variant('kind', [
  v.object({ kind: v.literal('result'), id: count(), result: v.unknown() }),
  v.object({ kind: v.literal('error'), id: count(), problem: problemSchema }),
  v.object({ kind: v.literal('event'), name: text(64), event: v.unknown() }),
])

interface Pending {
  readonly name: RequestName
  resolve(result: unknown): void
  reject(error: RequestError): void
}

type Listeners = { readonly [Name in EventName]: Set<(event: Events[Name]) => void> }

/**
 * The screen's end of the contract over any port. Requests made before the first connection wait for it; when it
 * fails or is lost, unanswered ones reject with code `connection-lost`. What the other end sends is validated too:
 * an event that does not fit is reported as a `problem` event instead.
 */
export function createClient(port: ReconnectingFramePort): TracerClient {
  const pending = new Map<number, Pending>()
  const waiting: Uint8Array[] = []
  const connectionListeners = new Set<(isConnected: boolean) => void>()
  const listeners: Listeners = {
    status: new Set(),
    topology: new Set(),
    journeys: new Set(),
    connections: new Set(),
    counters: new Set(),
    lines: new Set(),
    terminalOutput: new Set(),
    terminalExit: new Set(),
    lessonRecording: new Set(),
    problem: new Set(),
    command: new Set(),
  }
  let state: 'connecting' | 'connected' | 'lost' = 'connecting'
  let nextId = 1

  const send = (message: ClientMessage) => port.send(encodeFrame(message))

  function dispatch<Name extends EventName>(name: Name, event: Events[Name]): void {
    for (const listener of [...listeners[name]]) {
      try {
        listener(event)
      } catch (error) {
        // One listener's mistake must neither stop the others nor the acknowledgement.
        queueTask(() => {
          throw error
        })
      }
    }
  }

  function takeEvent(name: string, event: unknown): void {
    if (!Object.hasOwn(eventSchemas, name)) {
      dispatch('problem', describeProblem('invalid-message', `The tracer sent an unknown event: ${name}`, { name }))
      return
    }
    const known = name as EventName
    const parsed = v.safeParse(eventSchemas[known], event)
    if (parsed.success) dispatch(known, parsed.output)
    else dispatch('problem', invalidMessage(`The tracer sent a damaged event ${name}`, parsed.issues[0]).problem)
  }

  function settle(id: number, outcome: { readonly result: unknown } | { readonly problem: Problem }): void {
    const request = pending.get(id)
    if (request === undefined) return
    pending.delete(id)
    if ('problem' in outcome) {
      request.reject(new RequestError(outcome.problem))
      return
    }
    const parsed = v.safeParse(requestSchemas[request.name].result, outcome.result)
    if (parsed.success) request.resolve(parsed.output)
    else request.reject(invalidMessage(`The tracer's answer to ${request.name} is damaged`, parsed.issues[0]))
  }

  port.onFrame((frame) => {
    const message = parseServerFrame(frame)
    switch (message.kind) {
      case 'event':
        takeEvent(message.name, message.event)
        send({ kind: 'received', events: 1 })
        return
      case 'result':
      case 'error':
        settle(message.id, message)
        return
      case 'damaged':
        dispatch('problem', describeProblem('invalid-message', message.reason, { reason: message.reason }))
    }
  })

  port.onConnection((isConnected) => {
    const next = isConnected ? 'connected' : 'lost'
    if (state === next) return
    state = next
    if (isConnected) {
      send({ kind: 'opened' })
      for (const frame of waiting.splice(0)) port.send(frame)
    } else {
      waiting.length = 0
      const lost = [...pending.values()]
      pending.clear()
      for (const request of lost) request.reject(connectionLost(request.name))
    }
    for (const listener of [...connectionListeners]) listener(isConnected)
  })

  return {
    request<Name extends RequestName>(name: Name, params: Requests[Name]['params']) {
      return new Promise<Requests[Name]['result']>((resolve, reject) => {
        if (state === 'lost') {
          reject(connectionLost(name))
          return
        }
        const id = nextId++
        const frame = encodeFrame({ kind: 'request', id, name, params } satisfies ClientMessage)
        if (frame.byteLength > clientFrameLimit) {
          reject(tooLarge(name, frame.byteLength))
          return
        }
        pending.set(id, { name, resolve: (result) => resolve(result as Requests[Name]['result']), reject })
        if (state === 'connected') port.send(frame)
        else waiting.push(frame)
      })
    },
    on(name, listener) {
      listeners[name].add(listener)
      return () => listeners[name].delete(listener)
    },
    onConnection(listener) {
      connectionListeners.add(listener)
      if (state !== 'connecting') listener(state === 'connected')
      return () => connectionListeners.delete(listener)
    },
  }
}

type ServerFrame = v.InferOutput<typeof serverMessageSchema> | { readonly kind: 'damaged'; readonly reason: string }

function parseServerFrame(frame: Uint8Array): ServerFrame {
  try {
    const parsed = v.safeParse(serverMessageSchema, decodeFrame(frame, serverFrameLimit))
    return parsed.success ? parsed.output : { kind: 'damaged', reason: describeIssue(parsed.issues[0]) }
  } catch (error) {
    if (error instanceof FrameError) return { kind: 'damaged', reason: error.message }
    throw error
  }
}

function tooLarge(name: RequestName, bytes: number): RequestError {
  const message = `The request ${name} has ${bytes} bytes, more than the ${clientFrameLimit} that one message holds.`
  return new RequestError(describeProblem('message-too-large', message, { name }))
}

function connectionLost(name: RequestName): RequestError {
  const message = `The connection to Hopscope's tracer was lost before it answered ${name}.`
  return new RequestError(describeProblem('connection-lost', message, { name }))
}

// Both hosts have it; the contract is compiled without DOM and Node types.
declare const setTimeout: (callback: () => void, delayMs: number) => unknown
function queueTask(task: () => void): void {
  setTimeout(task, 0)
}
