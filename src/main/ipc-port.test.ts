import { EventEmitter } from 'node:events'
import type { IpcMain } from 'electron'
import { describe, expect, it } from 'vitest'
import { electronChannels } from '../contract/electron-bridge'
import type { FramePort } from '../contract/frame-port'
import { listenToScreens } from './ipc-port'

/** Main's end of the IPC with a page that speaks, and every port that was served. */
function listen() {
  const ipcMain = new EventEmitter()
  const sent: unknown[] = []
  const contents = Object.assign(new EventEmitter(), {
    isDestroyed: () => false,
    send: (_channel: string, frame: unknown) => sent.push(frame),
  })
  const ports: { port: FramePort; frames: Uint8Array[]; closed: number }[] = []
  listenToScreens({
    ipcMain: ipcMain as unknown as Pick<IpcMain, 'on'>,
    isTrusted: ({ senderFrame }) => senderFrame?.url === 'hopscope://screen/index.html',
    serve(port) {
      const served = { port, frames: [] as Uint8Array[], closed: 0 }
      ports.push(served)
      port.onFrame((frame) => served.frames.push(frame))
      port.onClose(() => served.closed++)
    },
  })
  return {
    contents,
    ports,
    sent,
    speak: (message: unknown, url = 'hopscope://screen/index.html') =>
      ipcMain.emit(electronChannels.toTracer, { sender: contents, senderFrame: { url } }, message),
  }
}

const frame = Uint8Array.of(1, 2, 3)

describe('listenToScreens', () => {
  it('serves one port for all that a page says', () => {
    const { ports, speak } = listen()
    speak(frame)
    speak(frame)
    expect(ports).toHaveLength(1)
    expect(ports[0]?.frames).toEqual([frame, frame])
  })

  it('hears nothing from a frame that is not trusted, and nothing but bytes', () => {
    const { ports, speak } = listen()
    speak(frame, 'https://evil.example/')
    speak('text')
    speak({ kind: 'opened' })
    speak(null)
    expect(ports).toEqual([])
  })

  it.each(['did-navigate', 'destroyed', 'render-process-gone'])('closes the port on %s, and sends no more', (event) => {
    const { contents, ports, sent, speak } = listen()
    speak(frame)
    contents.emit(event)
    contents.emit(event)
    ports[0]?.port.send(frame)
    expect(ports[0]?.closed).toBe(1)
    expect(sent).toEqual([])
    expect(contents.eventNames()).toEqual([])
  })

  it('serves the next page on a port of its own', () => {
    const { contents, ports, speak } = listen()
    speak(frame)
    contents.emit('did-navigate')
    speak(frame)
    expect(ports.map(({ frames }) => frames.length)).toEqual([1, 1])
  })

  it('does not serve anew a page that was cut off', () => {
    const { ports, speak } = listen()
    speak(frame)
    ports[0]?.port.close('It broke the protocol.')
    speak(frame)
    expect(ports).toHaveLength(1)
    expect(ports[0]?.frames).toEqual([frame])
  })
})
