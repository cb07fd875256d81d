import type { EventName, Events, TracerService } from './messages'

type Listener = <Name extends EventName>(name: Name, event: Events[Name]) => void

/**
 * The same service, whose every new subscriber is first told the last status and topology: a screen that connects late
 * or comes back knows at once how things stand. `close` ends its own subscription.
 */
export function rememberLatest(service: TracerService): TracerService & { close(): void } {
  const listeners = new Set<Listener>()
  let status: Events['status'] | null = null
  let topology: Events['topology'] | null = null
  const close = service.subscribe((name, event) => {
    if (name === 'status') status = event as Events['status']
    if (name === 'topology') topology = event as Events['topology']
    for (const listener of [...listeners]) listener(name, event)
  })
  return {
    handle: (name, params) => service.handle(name, params),
    subscribe(listener) {
      if (topology !== null) listener('topology', topology)
      if (status !== null) listener('status', status)
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close,
  }
}
