/*
 * What a sandboxed preload script finds: `require('electron')` with contextBridge and ipcRenderer, and nothing of Node.
 * `sendToMain` is a binding that exists in this world only.
 */
function createPreloadElectron(bridge, sendToMain) {
  const listeners = new Map()

  function encode(values) {
    return JSON.stringify(values, (_key, value) => {
      if (value instanceof Uint8Array) return { $u8: value.toBase64() }
      if (typeof value === 'function' || typeof value === 'symbol') throw new Error('An object could not be cloned.')
      return value
    })
  }

  function decode(text) {
    return JSON.parse(text, (_key, value) =>
      typeof value === 'object' && value !== null && '$u8' in value ? Uint8Array.fromBase64(value.$u8) : value,
    )
  }

  function onlyImplemented(name, part) {
    return new Proxy(part, {
      get(target, key) {
        if (key in target || typeof key === 'symbol') return target[key]
        throw new Error(`The stand-in does not implement electron.${name}${key} in preload scripts.`)
      },
    })
  }

  const ipcRenderer = onlyImplemented('ipcRenderer.', {
    send: (channel, ...values) => sendToMain(JSON.stringify({ channel, values: encode(values) })),
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
  })

  return {
    electron: onlyImplemented('', {
      contextBridge: onlyImplemented('contextBridge.', { exposeInMainWorld: bridge.expose }),
      ipcRenderer,
    }),
    deliver(channel, text) {
      for (const listener of listeners.get(channel) ?? []) listener({}, ...decode(text))
    },
  }
}
