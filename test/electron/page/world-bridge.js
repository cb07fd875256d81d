/*
 * Joins the page's own world and the preload's isolated world, as Electron's contextBridge does: values are copied,
 * functions become stand-ins for calls to the other world. Both worlds run this at document start, before any script of
 * the page; they meet in DOM events whose detail the browser clones between worlds.
 */
function createWorldBridge(secret, here, there) {
  const dispatch = document.dispatchEvent.bind(document)
  const CustomEventOfBrowser = CustomEvent
  const functions = new Map()
  let lastId = 0
  let answer = null
  let onExpose = () => undefined

  function pack(value) {
    if (typeof value === 'function') {
      lastId += 1
      functions.set(lastId, value)
      return { kind: 'function', id: lastId }
    }
    if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
      return { kind: 'object', entries: Object.entries(value).map(([key, each]) => [key, pack(each)]) }
    }
    return { kind: 'value', value: structuredClone(value) }
  }

  function unpack(packed) {
    if (packed.kind === 'value') return packed.value
    if (packed.kind === 'function') return (...values) => call(packed.id, values)
    return Object.freeze(Object.fromEntries(packed.entries.map(([key, each]) => [key, unpack(each)])))
  }

  function send(message) {
    dispatch(new CustomEventOfBrowser(`${secret}:${there}`, { detail: message }))
  }

  function call(id, values) {
    answer = null
    send({ kind: 'call', id, values: values.map(pack) })
    const { result, error } = answer ?? { error: 'The other world is gone.' }
    answer = null
    if (error !== undefined) throw new Error(error)
    return unpack(result)
  }

  document.addEventListener(`${secret}:${here}`, (event) => {
    event.stopImmediatePropagation()
    const message = event.detail
    if (message.kind === 'expose') onExpose(message.key, unpack(message.api))
    if (message.kind === 'answer') answer = message
    if (message.kind === 'call') {
      try {
        const result = pack(functions.get(message.id)(...message.values.map(unpack)))
        send({ kind: 'answer', result })
      } catch (error) {
        send({ kind: 'answer', error: String(error) })
      }
    }
  })

  return {
    expose: (key, api) => send({ kind: 'expose', key, api: pack(api) }),
    onExpose: (listener) => {
      onExpose = listener
    },
  }
}
