#!/usr/bin/env node
import './require-node.mjs'
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { enterLab } from './enter-lab.mjs'
import { ensureBuild } from './ensure-build.mjs'
import { ensureElectron } from './ensure-electron.mjs'
import { ensureNpmPackages } from './ensure-npm-packages.mjs'

/**
 * `npm start`: installs and builds what is missing, then opens the desktop window, or the same screen in a browser
 * where there can be no window. Options: `--browser` skips the window, the others go to `hopscope serve`.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const wantsBrowser = process.argv.includes('--browser')
const options = process.argv.slice(2).filter((argument) => argument !== '--browser')

/** The exit code of a program whose shared libraries are missing (ld.so(8)). */
const cannotLoad = 127

const problem = ensureNpmPackages(root) ?? (await ensureBuild(root))
if (problem !== null) {
  console.error(problem)
  process.exit(2)
}
enterLab()
const electron = wantsBrowser ? { reason: null } : findElectron()
if (electron.path) openWindow(electron.path)
else {
  if (electron.reason !== null) console.error(`${electron.reason}: the same screen is served to a browser instead.`)
  await serve()
}

async function serve() {
  const { main } = await import('../out/main/hopscope.js')
  process.exitCode = await main(['serve', '--open', ...options], root)
}

function findElectron() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return { reason: 'There is no display here' }
  }
  return ensureElectron(root)
}

function openWindow(path) {
  // Chromium refuses to run its sandbox as root, and capturing needs root.
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(path, [...flags, root], { stdio: 'inherit' })
  // Ctrl-C reaches the window's process too; this one waits for it to end.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => signal !== 'SIGINT' && child.kill(signal))
  child.on('error', (error) => {
    console.error(`Electron could not be started: ${error.message}`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    if (code === cannotLoad) {
      console.error('Electron lacks libraries of this system: the same screen is served to a browser instead.')
      void serve()
    } else process.exitCode = signal === null ? code : 1
  })
}
