import type { ScreenState } from './screen-state'

/** Something that takes a while and that the screen waits for. */
export interface Task {
  readonly kind: 'connecting' | 'examining' | 'discovering' | 'opening' | 'starting' | 'stopping' | 'saving' | 'tracing'
  /** How much is done, 0 to 1, null where nobody can know. */
  readonly share: number | null
  /** What it is about, for its sentence: the destination of a traceroute. */
  readonly about: string
  /** The terminal that it runs in, null when it runs in none. */
  readonly terminal: number | null
}

const plain = { share: null, about: '', terminal: null }

/** What is going on, in the order in which it matters to the user. */
export function listTasks(state: ScreenState): readonly Task[] {
  const { connection, hello, isDiscovered, isOpening, openedShare, busy, status, terminals } = state
  const captures = status.captures.length
  const ready = status.captures.filter((capture) => capture.state !== 'starting').length
  return [
    ...(connection === 'connecting' ? [{ ...plain, kind: 'connecting' } as const] : []),
    ...(isOpening ? [{ ...plain, kind: 'opening', share: openedShare } as const] : []),
    ...(status.state === 'starting'
      ? [{ ...plain, kind: 'starting', share: captures === 0 ? null : ready / captures } as const]
      : []),
    ...(status.state === 'stopping' ? [{ ...plain, kind: 'stopping' } as const] : []),
    ...busy.map((kind) => ({ ...plain, kind })),
    ...(hello !== null && !isDiscovered && !busy.includes('discovering')
      ? [{ ...plain, kind: 'discovering' } as const]
      : []),
    ...terminals
      .filter((terminal) => terminal.kind === 'traceroute' && terminal.exit === undefined)
      .map(({ id, title }) => ({ ...plain, kind: 'tracing', about: title, terminal: id }) as const),
  ]
}
