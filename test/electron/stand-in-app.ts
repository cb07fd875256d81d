import { EventEmitter } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from 'electron'
import { preventableEvent } from './preventable-event'
import { unimplemented } from './unimplemented'

type Implemented = 'whenReady' | 'quit' | 'exit' | 'getPath' | 'getVersion' | 'getLocale' | 'setName' | 'isPackaged'

/** A window as quitting needs it. */
export interface ClosableWindow {
  close(): void
}

/**
 * Electron's `app`: quitting goes before-quit → windows close → will-quit → quit → exit, and either event can be
 * prevented. SIGTERM, SIGINT and SIGHUP quit, as they do on Linux.
 */
export class StandInApp extends EventEmitter implements Pick<App, Implemented> {
  readonly isPackaged = false
  readonly windows = new Set<ClosableWindow>()
  private isQuitting = false
  private readonly userData: string
  private readonly isOwnUserData: boolean
  private readonly onExit: (() => Promise<void>)[] = []

  constructor(
    private readonly appDirectory: string,
    switches: readonly string[],
  ) {
    super()
    const given = switches.find((each) => each.startsWith('--user-data-dir='))?.slice('--user-data-dir='.length)
    this.userData = given ?? mkdtempSync(join(tmpdir(), 'hopscope-stand-in-'))
    this.isOwnUserData = given === undefined
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => this.quit())
  }

  whenReady(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve))
  }

  setName(): void {
    // The name only shows in menus and paths that the stand-in has not.
  }

  getVersion(): string {
    return (JSON.parse(readFileSync(join(this.appDirectory, 'package.json'), 'utf8')) as { version: string }).version
  }

  getLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale
  }

  getPath(name: Parameters<App['getPath']>[0]): string {
    if (name === 'userData') return this.userData
    if (name === 'logs') return made(join(this.userData, 'logs'))
    if (name === 'documents' || name === 'home') return homedir()
    if (name === 'temp') return tmpdir()
    throw unimplemented(`app.getPath('${name}')`)
  }

  quit(): void {
    if (this.isQuitting) {
      if (this.windows.size === 0) this.finish()
      return
    }
    const event = preventableEvent({})
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.isQuitting = true
    if (this.windows.size === 0) this.finish()
    for (const window of [...this.windows]) window.close()
  }

  exit(exitCode = 0): void {
    void Promise.allSettled(this.onExit.map((end) => end())).then(() => {
      if (this.isOwnUserData) rmSync(this.userData, { recursive: true, force: true })
      process.exit(exitCode)
    })
  }

  /** Registers what has to end before the process does: Chromium. */
  beforeExit(end: () => Promise<void>): void {
    this.onExit.push(end)
  }

  addWindow(window: ClosableWindow): void {
    this.windows.add(window)
  }

  /** Electron tells of the last window only when nobody is quitting already. */
  removeWindow(window: ClosableWindow): void {
    if (!this.windows.delete(window) || this.windows.size > 0) return
    if (this.isQuitting) this.finish()
    else if (!this.emit('window-all-closed')) this.quit()
  }

  private finish(): void {
    const event = preventableEvent({})
    this.emit('will-quit', event)
    if (event.defaultPrevented) return
    this.emit('quit', preventableEvent({}), 0)
    this.exit(0)
  }
}

function made(directory: string): string {
  mkdirSync(directory, { recursive: true })
  return directory
}
