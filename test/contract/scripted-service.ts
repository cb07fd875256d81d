import { emptyTopology } from '../../src/core/topology/topology'
import type { EventName, Events, RequestName, Requests, TracerService } from '../../src/contract/messages'

type Handlers = { [Name in RequestName]: (params: Requests[Name]['params']) => Promise<Requests[Name]['result']> }
type Listener = <Name extends EventName>(name: Name, event: Events[Name]) => void

/** A tracer in memory: answers as it is told and sends the events that a test gives it. */
export interface ScriptedService extends TracerService {
  readonly handlers: Handlers
  /** Every request that came in, with its parameters. */
  readonly requests: { readonly name: RequestName; readonly params: unknown }[]
  readonly subscribers: ReadonlySet<Listener>
  /** How many subscribers have left. */
  readonly unsubscriptions: number
  emit<Name extends EventName>(name: Name, event: Events[Name]): void
}

/** A service with an answer for everything; a test replaces the handlers that it is about. */
export function createScriptedService(): ScriptedService {
  const subscribers = new Set<Listener>()
  const requests: { name: RequestName; params: unknown }[] = []
  const terminal = { id: 1, kind: 'ping', title: 'ping 8.8.8.8' } as const
  const handlers: Handlers = {
    hello: async () => ({
      version: '0.1.0',
      host: 'linux',
      canCapture: true,
      wireshark: { isInstalled: false, installCommand: null },
    }),
    discover: async () => emptyTopology,
    doctor: async () => [],
    start: async () => null,
    stop: async () => null,
    ping: async () => terminal,
    traceroute: async () => ({ ...terminal, kind: 'traceroute' }),
    shell: async () => ({ ...terminal, kind: 'shell' }),
    terminalInput: async () => null,
    terminalResize: async () => null,
    terminalClose: async () => null,
    listing: async () => ({ text: '', isCut: false, command: [] }),
    recordings: async () => [],
    openRecording: async ({ id }) => ({ name: id, capture: new Uint8Array(), topology: null }),
    saveCapture: async () => null,
    listLessons: async () => [],
    openLesson: async () => ({ bytes: new Uint8Array() }),
    saveLesson: async ({ id }) => ({ id, title: { en: '', ja: '' }, duration: 0, date: 0, isBuiltIn: false }),
    recordLesson: async () => ({ id: 'lesson' }),
    pauseLesson: async () => ({ elapsed: 0 }),
    noteLesson: async () => null,
    lessonVoice: async () => null,
    stopLesson: async () => ({ id: 'lesson', title: { en: '', ja: '' }, duration: 0, date: 0, isBuiltIn: false }),
    openInWireshark: async () => null,
    setLanguage: async () => null,
  }
  let unsubscriptions = 0
  let status: Events['status'] | null = null
  return {
    get unsubscriptions() {
      return unsubscriptions
    },
    handlers,
    requests,
    subscribers,
    handle(name, params) {
      requests.push({ name, params })
      return handlers[name](params)
    },
    subscribe(listener) {
      if (status !== null) listener('status', status)
      subscribers.add(listener)
      return () => {
        if (subscribers.delete(listener)) unsubscriptions++
      }
    },
    emit(name, event) {
      if (name === 'status') status = event as Events['status']
      for (const listener of [...subscribers]) listener(name, event)
    },
  }
}
