import * as v from 'valibot'
import { decodeFrame, encodeFrame, FrameError } from './codec'
import { defaultOutboxLimits, EventOutbox } from './event-outbox'
import type { OutboxLimits } from './event-outbox'
import type { FramePort } from './frame-port'
import type { RequestName, TracerService } from './messages'
import { describeProblem, problemOf } from './problems'
import { requestSchemas } from './schemas/request-schemas'
import { clientFrameLimit, serverFrameLimit } from './wire-message'
import type { EventMessage, ServerMessage } from './wire-message'
import { count, text } from './schemas/parts'
import { describeIssue, invalidMessage } from './describe-issue'

const clientMessageSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('opened') }),
  v.strictObject({ kind: v.literal('request'), id: count(), name: text(64), params: v.unknown() }),
  v.strictObject({ kind: v.literal('received'), events: count() }),
])

/** Events that may be on their way before the screen says that it handled one; the rest waits in the outbox. */
const eventsInFlight = 8
const requestsInFlight = 64

/**
 * Serves one screen over one connection: validates every request, answers with a result or a `Problem`, and sends
 * events no faster than the screen handles them. A peer that breaks the protocol is disconnected.
 */
export function serveRequests(
  service: TracerService,
  port: FramePort,
  limits: OutboxLimits = defaultOutboxLimits,
): void {
  const outbox = new EventOutbox(limits)
  let unsubscribe: (() => void) | null = null
  let isOpen = true
  let inFlight = 0
  let running = 0

  function send(message: ServerMessage): void {
    if (!isOpen) return
    const frame = encodeFrame(message)
    if (frame.byteLength <= serverFrameLimit) {
      port.send(frame)
    } else if (message.kind !== 'event') {
      const reason = `The answer has ${frame.byteLength} bytes, more than the ${serverFrameLimit} that one message holds.`
      send({ kind: 'error', id: message.id, problem: describeProblem('message-too-large', reason) })
    }
  }

  function flush(): void {
    while (isOpen && inFlight < eventsInFlight) {
      const message = outbox.take()
      if (message === null) return
      inFlight++
      send(message)
    }
  }

  /** A tracer that asks holds back itself; the outbox is for what it sends all the same. */
  const canAccept = () => inFlight < eventsInFlight && outbox.isEmpty

  async function answer(id: number, name: string, params: unknown): Promise<void> {
    if (!isRequestName(name)) {
      const problem = describeProblem('unknown-request', `There is no request named ${name}.`, { name })
      send({ kind: 'error', id, problem })
      return
    }
    if (running >= requestsInFlight) {
      const problem = describeProblem('too-many-requests', `More than ${requestsInFlight} requests are unanswered.`)
      send({ kind: 'error', id, problem })
      return
    }
    running++
    try {
      send({ kind: 'result', id, result: await handle(service, name, params) })
    } catch (error) {
      send({ kind: 'error', id, problem: problemOf(error) })
    } finally {
      running--
    }
  }

  function end(reason: string | null): void {
    if (!isOpen) return
    if (reason !== null) {
      send({ kind: 'event', name: 'problem', event: describeProblem('protocol-error', reason, { reason }) })
      port.close(reason)
    }
    isOpen = false
    unsubscribe?.()
  }

  port.onClose(() => end(null))
  port.onFrame((frame) => {
    if (!isOpen) return
    const parsed = parseClientFrame(frame)
    if (typeof parsed === 'string') {
      end(parsed)
      return
    }
    switch (parsed.kind) {
      case 'opened':
        unsubscribe ??= service.subscribe((name, event) => {
          outbox.add({ kind: 'event', name, event } as EventMessage)
          flush()
        }, canAccept)
        return
      case 'request':
        void answer(parsed.id, parsed.name, parsed.params)
        return
      case 'received':
        inFlight -= parsed.events
        if (inFlight < 0) end('It says that it received more events than it was sent.')
        else flush()
    }
  })
}

function parseClientFrame(frame: Uint8Array): v.InferOutput<typeof clientMessageSchema> | string {
  try {
    const result = v.safeParse(clientMessageSchema, decodeFrame(frame, clientFrameLimit))
    return result.success ? result.output : `A message is not one of Hopscope's: ${describeIssue(result.issues[0])}`
  } catch (error) {
    if (error instanceof FrameError) return error.message
    throw error
  }
}

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requestSchemas, name)
}

async function handle<Name extends RequestName>(service: TracerService, name: Name, params: unknown) {
  const parsed = v.safeParse(requestSchemas[name].params, params)
  if (!parsed.success) throw invalidMessage(`The parameters of ${name} are wrong`, parsed.issues[0])
  return service.handle(name, parsed.output)
}
