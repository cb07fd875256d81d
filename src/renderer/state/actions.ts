import type { Problem, Requests, TerminalInfo, TracerClient } from '../../contract/messages'
import { describeProblem, problemOf } from '../../contract/problems'
import type { LessonContent } from '../../core/lesson/lesson'
import { CaptureFormatError } from '../../core/recording/recording'
import type { ListingKind } from '../../core/topology/listing-command'
import type { NamespaceId } from '../../core/topology/topology'
import { readLessonFile } from '../../lesson-file/read-lesson-file'
import type { Feeds } from './feeds'
import { nameOfFiles, readOwnFiles } from './own-files'
import { builtInFiles, readRecordingInTurns, type ReadingHost, type RecordingFiles } from './read-recording'
import { plainList, type ListOptions } from './list-rows'
import type { ScreenStore } from './screen-store'
import {
  nothingHovered,
  type Hover,
  type BusyKind,
  type HideablePart,
  type ScreenState,
  type Selection,
  type Source,
} from './screen-state'
import { notify } from './session'
import { writeRecordedLines } from './recorded-lines'

/** How many echo requests the Ping button sends. */
const pingCount = 5

/** Everything that a person can ask of the screen; failures become notices, never exceptions. */
export type Actions = ReturnType<typeof createActions>

/** The actions of one screen on one tracer; `captureFilter` tells the pcap filter of the user's choice. */
export function createActions(
  client: TracerClient,
  store: ScreenStore,
  feeds: Feeds,
  captureFilter: () => string | null = () => null,
) {
  const set = (part: Partial<ScreenState>) => store.setState(part)
  const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work()
    } catch (error) {
      const detail = error instanceof CaptureFormatError ? error.message : null
      notify(store, detail === null ? problemOf(error) : describeProblem('recording', detail, { detail }))
      return null
    }
  }
  const whileBusy = async <T>(kind: BusyKind, work: () => Promise<T>): Promise<T> => {
    set({ busy: [...store.getState().busy, kind] })
    try {
      return await work()
    } finally {
      const { busy } = store.getState()
      const at = busy.indexOf(kind)
      set({ busy: busy.filter((_, index) => index !== at) })
    }
  }
  const addTerminal = (info: TerminalInfo | null) => {
    if (info === null) return
    const others = store.getState().terminals.filter((terminal) => terminal.id !== info.id)
    set({ terminals: [...others, { ...info, exit: undefined }] })
  }
  const start = () => attempt(() => client.request('start', { interfaces: null, filter: captureFilter() }))
  /** Packets that nobody captures are not seen, so whatever sends some starts the captures before. */
  const capture = async () => {
    if (store.getState().status.state === 'idle') await start()
  }
  /** Numbers of packets mean others in another trace. */
  const nothingChosen = (): Partial<ScreenState> => ({
    list: { ...store.getState().list, toggled: plainList.toggled, pinned: plainList.pinned },
    compared: null,
  })
  let opening = 0
  const showLive = () => {
    opening++
    feeds.clearCaptures()
    set({
      source: { kind: 'live' },
      isOpening: false,
      openedShare: null,
      recording: null,
      selection: null,
      hover: nothingHovered,
      ...nothingChosen(),
    })
  }
  /** Reads a recording and shows it instead of what is live; true when it could be read. */
  const open = async (source: Source, load: () => Promise<RecordingFiles>): Promise<boolean> => {
    const turn = ++opening
    set({ isOpening: true, openedShare: null })
    const host: ReadingHost = {
      now: () => performance.now(),
      pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
      progress: (openedShare) => {
        if (turn === opening) set({ openedShare })
        return turn === opening
      },
    }
    const trace = await attempt(async () => readRecordingInTurns(await load(), host))
    // Another recording, or live, was chosen while this one was on its way.
    if (turn !== opening) return false
    set({ isOpening: false, openedShare: null })
    if (trace === null) return false
    feeds.clearCaptures()
    writeRecordedLines(trace, feeds)
    set({ source, recording: trace, selection: null, hover: nothingHovered, ...nothingChosen() })
    return true
  }
  return {
    set,
    hide: (part: HideablePart, isHidden: boolean) => {
      const { hidden } = store.getState()
      if (hidden.includes(part) === isHidden) return
      set({ hidden: isHidden ? [...hidden, part] : hidden.filter((each) => each !== part) })
    },
    list: (part: Partial<ListOptions>) => set({ list: { ...store.getState().list, ...part } }),
    toggleExchange: (exchange: number) => {
      const { list } = store.getState()
      set({ list: { ...list, toggled: toggled(list.toggled, exchange) } })
    },
    togglePin: (exchange: number) => {
      const { list } = store.getState()
      set({ list: { ...list, pinned: toggled(list.pinned, exchange) } })
    },
    /** The first call chooses what the second is compared with; the same packet again calls it off. */
    compare: (journey: number) => {
      const { compared } = store.getState()
      if (compared === null || compared.second !== null) set({ compared: { first: journey, second: null } })
      else set({ compared: compared.first === journey ? null : { ...compared, second: journey } })
    },
    select: (selection: Selection | null) => set({ selection }),
    hover: (hover: Hover) => set({ hover }),
    hoverJourney: (journey: number | null) => {
      const { hover } = store.getState()
      if (hover.journey !== journey || hover.interface !== null) set({ hover: { journey, interface: null } })
    },
    hoverInterface: (id: string | null) => {
      const { hover } = store.getState()
      if (hover.interface !== id || hover.journey !== null) set({ hover: { journey: null, interface: id } })
    },
    dismiss: (id: number) => set({ notices: store.getState().notices.filter((notice) => notice.id !== id) }),
    start,
    stop: () => attempt(() => client.request('stop', null)),
    ping: () =>
      attempt(async () => {
        const { from, to } = store.getState()
        await capture()
        if (from !== null) addTerminal(await client.request('ping', { from, to: to.trim(), count: pingCount }))
      }),
    traceRoute: () =>
      attempt(async () => {
        const { from, to } = store.getState()
        await capture()
        if (from !== null) addTerminal(await client.request('traceroute', { from, to: to.trim() }))
      }),
    openShell: (namespace: NamespaceId, place: 'network' | 'container' = 'network') =>
      attempt(async () => addTerminal(await client.request('shell', { namespace, place }))),
    typeInto: (id: number, data: string) => void attempt(() => client.request('terminalInput', { id, data })),
    resizeTerminal: (id: number, columns: number, rows: number) =>
      // One that has ended meanwhile needs no size.
      void client.request('terminalResize', { id, columns, rows }).catch(() => undefined),
    closeTerminal: (id: number) => {
      set({ terminals: store.getState().terminals.filter((terminal) => terminal.id !== id) })
      feeds.closeTerminal(id)
      void attempt(() => client.request('terminalClose', { id }))
    },
    /** Reads the network anew, and looks again at what is missing on the machine. */
    discover: () =>
      attempt(() =>
        whileBusy('discovering', async () => {
          const [hello, missing] = await Promise.all([client.request('hello', null), client.request('doctor', null)])
          set({ hello, missing })
          return client.request('discover', null)
        }),
      ),
    /** A listing as the machine's own tool prints it now; null when it failed, which becomes a notice. */
    readListing: (namespace: NamespaceId, kind: ListingKind) =>
      attempt(() => client.request('listing', { namespace, kind })),
    saveCapture: async () => {
      const saved = await attempt(() => whileBusy('saving', () => client.request('saveCapture', null)))
      if (saved !== null) set({ savedPath: saved.path })
    },
    openInWireshark: (params: Requests['openInWireshark']['params']) =>
      attempt(() => client.request('openInWireshark', params)),
    showLive,
    /** Calls off the recording that is being opened; what was shown stays. */
    stopOpening: () => {
      opening++
      set({ isOpening: false, openedShare: null })
    },
    openRecording: (id: string): Promise<boolean> =>
      open({ kind: 'recording', id }, async () => builtInFiles(await client.request('openRecording', { id }))),
    /** Reads a lesson and shows its recording; null when that failed, which becomes a notice. */
    showLesson: async (load: () => Promise<Uint8Array>): Promise<LessonContent | null> => {
      const content = await attempt(async () => readLessonFile(await load()))
      if (content === null) return null
      const { lesson, capture, topology } = content
      const source: Source = { kind: 'recording', id: `lesson:${lesson.id}`, title: lesson.title }
      const captures = [{ name: 'recording.pcapng', bytes: capture, midnight: 0 }]
      return (await open(source, () => Promise.resolve({ captures, topology }))) ? content : null
    },
    notify: (problem: Problem) => notify(store, problem),
    /** Opens captures of the user's own, with the map that belongs to them when it is among the files. */
    openFiles: (files: readonly File[]): Promise<boolean> => {
      const fileName = nameOfFiles(files)
      return open({ kind: 'recording', id: `file:${fileName}`, fileName }, () => readOwnFiles(files))
    },
  }
}

function toggled(values: ReadonlySet<number>, value: number): ReadonlySet<number> {
  const after = new Set(values)
  if (!after.delete(value)) after.add(value)
  return after
}
