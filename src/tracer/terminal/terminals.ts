import { StringDecoder } from 'node:string_decoder'
import { RequestError, type TerminalInfo } from '../../contract/messages'
import type { MachineAccess, Terminal } from '../machines/machine-access'
import { endMarkByte, readEndMark } from './end-mark'
import { markedCommand } from './marked-command'

/** The terminals that the user opened: pings, traceroutes and shells. */
export interface Terminals {
  open(options: {
    readonly kind: TerminalInfo['kind']
    readonly title: string
    readonly access: MachineAccess
    readonly command: readonly string[]
  }): TerminalInfo
  /** Throws a `RequestError` for a terminal that does not exist. */
  input(id: number, data: string): void
  resize(id: number, columns: number, rows: number): void
  close(id: number): void
  /** Ctrl-C: a ping prints its statistics and ends; what does not end by it is closed. */
  interrupt(id: number): void
  /** Closes all; resolves when every program behind them has ended. */
  closeAll(): Promise<void>
  /** Sends on what has arrived; with `isHeld` it waits, and so does the program behind a terminal that is full. */
  flush(isHeld: boolean): void
}

/** What the terminals tell the session. */
export interface TerminalsListener {
  output(id: number, data: string): void
  exit(id: number, exitCode: number | null): void
  /** Output waits for `flush`. */
  awake(): void
}

const maximumOpen = 32
/** Output waiting for the screen beyond which the program has to wait. */
const maximumWaiting = 262_144
const interruptGrace = 1_000
const longestMark = 64
const defaultSize = { columns: 100, rows: 30 }

interface OpenTerminal {
  readonly terminal: Terminal
  /** A terminal tells of its exit once: whoever asks later must not wait for it. */
  readonly exited: Promise<void>
  waiting: string
  isPaused: boolean
  /** Set when it has ended; told after the last output. */
  ended: { readonly exitCode: number | null } | null
}

/** A new set of `Terminals` with none open. */
export function createTerminals(listener: TerminalsListener): Terminals {
  const open = new Map<number, OpenTerminal>()
  let nextId = 1

  const find = (id: number): OpenTerminal => {
    const found = open.get(id)
    if (found !== undefined) return found
    throw new RequestError({
      code: 'unknown-terminal',
      message: `Terminal ${id} is not open.`,
      values: { id: String(id) },
      command: null,
    })
  }

  return {
    open: ({ kind, title, access, command }) => {
      if (open.size >= maximumOpen) {
        throw new RequestError({
          code: 'too-many-terminals',
          message: `${maximumOpen} terminals are open; close one first.`,
          values: { limit: String(maximumOpen) },
          command: null,
        })
      }
      const id = nextId++
      const isMarked = kind !== 'shell' && access.kind !== 'windows'
      const terminal = access.openTerminal(isMarked ? markedCommand(command) : command, defaultSize)
      const exited = new Promise<void>((resolve) => terminal.onExit(() => resolve()))
      const entry: OpenTerminal = { terminal, exited, waiting: '', isPaused: false, ended: null }
      open.set(id, entry)
      const decoder = new StringDecoder('utf8')
      let held = ''
      const end = (exitCode: number | null): void => {
        if (entry.ended !== null) return
        entry.ended = { exitCode }
        terminal.kill()
        listener.awake()
      }
      terminal.onData((data) => {
        if (entry.ended !== null) return
        const chunk = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
        const text = held + decoder.write(chunk)
        const mark = isMarked && (held !== '' || chunk.includes(endMarkByte)) ? text.indexOf('\x1e') : -1
        held = mark === -1 || text.length - mark > longestMark ? '' : text.slice(mark)
        entry.waiting += held === '' ? text : text.slice(0, mark)
        if (entry.waiting.length > maximumWaiting && !entry.isPaused) {
          entry.isPaused = true
          terminal.pause()
        }
        const status = held.endsWith('\n') ? readEndMark(held.trimEnd()) : null
        if (status !== null) end(status)
        listener.awake()
      })
      terminal.onExit(end)
      return { id, kind, title }
    },
    input: (id, data) => find(id).terminal.write(data),
    resize: (id, columns, rows) => find(id).terminal.resize(columns, rows),
    close: (id) => find(id).terminal.kill(),
    interrupt: (id) => {
      const { terminal } = find(id)
      terminal.write('\x03')
      const timer = setTimeout(() => terminal.kill(), interruptGrace)
      terminal.onExit(() => clearTimeout(timer))
    },
    closeAll: async () => {
      const entries = [...open.values()]
      for (const { terminal } of entries) terminal.kill()
      await Promise.all(entries.map(({ exited }) => exited))
    },
    flush: (isHeld) => {
      if (isHeld) return
      for (const [id, entry] of open) {
        if (entry.waiting !== '') {
          const data = entry.waiting
          entry.waiting = ''
          listener.output(id, data)
        }
        if (entry.isPaused) {
          entry.isPaused = false
          entry.terminal.resume()
        }
        if (entry.ended === null) continue
        open.delete(id)
        listener.exit(id, entry.ended.exitCode)
      }
    },
  }
}
