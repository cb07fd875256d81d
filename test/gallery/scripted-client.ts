import type { EventName, Events, Problem, RequestName, Requests, TracerClient } from '../../src/contract/messages'
import { RequestError } from '../../src/contract/messages'

type Answers = { [Name in RequestName]?: (params: Requests[Name]['params']) => Requests[Name]['result'] | Problem }

/** A tracer in memory: answers by a script, and says what a test makes it say. */
export interface ScriptedClient extends TracerClient {
  readonly asked: readonly { readonly name: RequestName; readonly params: unknown }[]
  emit<Name extends EventName>(name: Name, event: Events[Name]): void
  setConnected(isConnected: boolean): void
}

/** A client whose requests are answered by `answers`; one without an answer is a problem `not-scripted`. */
export function createScriptedClient(answers: Answers): ScriptedClient {
  const asked: { name: RequestName; params: unknown }[] = []
  const listeners = new Map<EventName, Set<(event: never) => void>>()
  const connectionListeners = new Set<(isConnected: boolean) => void>()
  return {
    asked,
    request: async (name, params) => {
      asked.push({ name, params })
      const answer = answers[name]
      const result = answer?.(params)
      if (answer === undefined) {
        throw new RequestError({ code: 'not-scripted', message: `No answer for ${name}`, values: {}, command: null })
      }
      if (isProblem(result)) throw new RequestError(result)
      return result as Requests[typeof name]['result']
    },
    on: (name, listener) => {
      const known = listeners.get(name) ?? new Set()
      listeners.set(name, known)
      known.add(listener)
      return () => known.delete(listener)
    },
    onConnection: (listener) => {
      connectionListeners.add(listener)
      return () => connectionListeners.delete(listener)
    },
    emit: (name, event) => listeners.get(name)?.forEach((listener) => listener(event as never)),
    setConnected: (isConnected) => connectionListeners.forEach((listener) => listener(isConnected)),
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'command' in value
}
