import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { CDPSession } from 'playwright-core'

const worldName = 'Electron Isolated Context'
const worldBridge = readFileSync(new URL('./page/world-bridge.js', import.meta.url), 'utf8')
const preloadWorld = readFileSync(new URL('./page/preload-world.js', import.meta.url), 'utf8')

/** A message of the preload script's `ipcRenderer.send`. */
export interface PageMessage {
  readonly channel: string
  /** Encoded by ipc-codec. */
  readonly values: string
  readonly frameId: string
}

/**
 * Runs a preload script in an isolated world of every document of the page, before the page's own scripts, and carries
 * its IPC. Messages to a page that has no preload yet are lost, as with Electron.
 */
export async function installPreload(
  session: CDPSession,
  preload: string,
  onMessage: (message: PageMessage) => void,
): Promise<{ deliver(channel: string, values: string): void }> {
  /** The frame of every isolated world there is. */
  const worlds = new Map<number, string>()
  let mainWorldOfPreload: number | null = null
  const { frameTree } = await session.send('Page.getFrameTree')
  const mainFrame = frameTree.frame.id

  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name !== worldName) return
    const { frameId } = context.auxData as { frameId: string }
    worlds.set(context.id, frameId)
    if (frameId === mainFrame) mainWorldOfPreload = context.id
  })
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    worlds.delete(executionContextId)
    if (mainWorldOfPreload === executionContextId) mainWorldOfPreload = null
  })
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    const frameId = worlds.get(executionContextId)
    if (name !== 'sendToMain' || frameId === undefined) return
    const { channel, values } = JSON.parse(payload) as { channel: string; values: string }
    onMessage({ channel, values, frameId })
  })

  await session.send('Runtime.enable')
  await session.send('Page.enable')
  await session.send('Runtime.addBinding', { name: 'sendToMain', executionContextName: worldName })
  const secret = randomUUID()
  // Electron runs the preload script in the top frame only, unless told otherwise.
  const inTopFrame = (source: string) => `if (window.top === window.self) { ${source} }`
  await session.send('Page.addScriptToEvaluateOnNewDocument', {
    source: inTopFrame(`${worldBridge}
      createWorldBridge('${secret}', 'page', 'preload').onExpose((key, api) => {
        Object.defineProperty(window, key, { value: api, enumerable: true })
      })`),
  })
  await session.send('Page.addScriptToEvaluateOnNewDocument', {
    worldName,
    source: inTopFrame(`${worldBridge}${preloadWorld}
      const standIn = createPreloadElectron(createWorldBridge('${secret}', 'preload', 'page'), sendToMain)
      globalThis.deliverToPreload = standIn.deliver
      const module = { exports: {} }
      const require = (name) => {
        if (name === 'electron') return standIn.electron
        throw new Error('module not found: ' + name + ' (a sandboxed preload script requires nothing but electron)')
      }
      ;(function (require, module, exports) { ${readFileSync(preload, 'utf8')}
      })(require, module, module.exports)`),
  })
  return {
    deliver(channel, values) {
      if (mainWorldOfPreload === null) return
      const call = {
        functionDeclaration: 'function (channel, values) { deliverToPreload(channel, values) }',
        executionContextId: mainWorldOfPreload,
        arguments: [{ value: channel }, { value: values }],
      }
      // A page that is just going away loses its messages.
      session.send('Runtime.callFunctionOn', call).catch(() => undefined)
    },
  }
}
