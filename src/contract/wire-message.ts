import type { EventName, Events, Problem, RequestName, Requests } from './messages'

/** Version of the frames; both ends speak exactly one, so that an old page says so and does not guess. */
export const wireVersion = 1

/** Largest frame that a screen may send: a lesson that was edited. */
export const clientFrameLimit = 64 * 1024 * 1024

/** Largest frame that the tracer sends: a lesson with its capture and its voice. */
export const serverFrameLimit = 64 * 1024 * 1024

/** What a screen sends. `opened` says that it listens; `received` counts events it has handled since the last one. */
export type ClientMessage =
  | { readonly kind: 'opened' }
  | { readonly kind: 'request'; readonly id: number; readonly name: string; readonly params: unknown }
  | { readonly kind: 'received'; readonly events: number }

/** What the tracer sends. Results and errors carry the id of their request. */
export type ServerMessage =
  | { readonly kind: 'result'; readonly id: number; readonly result: Requests[RequestName]['result'] }
  | { readonly kind: 'error'; readonly id: number; readonly problem: Problem }
  | EventMessage

/** An event with its name. */
export type EventMessage = {
  [Name in EventName]: { readonly kind: 'event'; readonly name: Name; readonly event: Events[Name] }
}[EventName]
