import type { Events, TracerService } from './messages'

/**
 * The same service, whose every new subscriber is first told the last status and topology: a screen that connects late
 * or comes back knows at once how things stand. `close` ends its own subscription.
 */
export function rememberLatest(service: TracerService): TracerService & { close(): void } {
  let status: Events['status'] | null = null
  let topology: Events['topology'] | null = null
  const close = service.subscribe((name, event) => {
    if (name === 'status') status = event as Events['status']
    if (name === 'topology') topology = event as Events['topology']
  })
  return {
    handle: (name, params) => service.handle(name, params),
    subscribe(listener, canAccept) {
      if (topology !== null) listener('topology', topology)
      if (status !== null) listener('status', status)
      return service.subscribe(listener, canAccept)
    },
    close,
  }
}
