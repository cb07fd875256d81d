import { createStore, type StoreApi } from 'zustand/vanilla'
import { createScreenState, type ScreenState } from './screen-state'

/** The one store of the screen; React is a thin binding to it. */
export type ScreenStore = StoreApi<ScreenState>

/** A store in the state before the tracer has answered. */
export function createScreenStore(): ScreenStore {
  return createStore<ScreenState>(createScreenState)
}
