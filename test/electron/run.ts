import { readFileSync } from 'node:fs'
import Module, { register } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Runs an Electron application in Node: `node --import tsx test/electron/run.ts DIRECTORY [--user-data-dir=…]`.
 * Environment: HOPSCOPE_STAND_IN_WINDOW=1 opens a real window on DISPLAY, HOPSCOPE_STAND_IN_SAVE_PATH answers the save
 * dialog. With an IPC channel it tells `{endpoint, url}` of its page once that is loaded.
 */
const appDirectory = resolve(process.argv[2] ?? '.')
process.env['HOPSCOPE_STAND_IN_APP'] = appDirectory
// Whoever holds the channel does not keep the application alive, and does not outlive it unnoticed.
process.channel?.unref()
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))

register('./electron-hooks.js', import.meta.url)
const standIn: unknown = await import('electron')
const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown }
const load = loader._load.bind(loader)
loader._load = (request, ...rest) => (request === 'electron' ? standIn : load(request, ...rest))

const { main } = JSON.parse(readFileSync(join(appDirectory, 'package.json'), 'utf8')) as { main: string }
await import(pathToFileURL(join(appDirectory, main)).href)
