import type { LessonRecording, RecordingContent, TracerClient } from '../../src/contract/messages'
import type { Topology } from '../../src/core/topology/topology'
import { builtInRecordings, contentOf } from './built-in-recordings'
import { lessonBytes, listCourse } from './course'
import { createScriptedClient } from './scripted-client'
import { lowOnDisk, screenStates, type ScreenScript } from './screen-states'

/** A tracer on a machine in such a state, which plays the built-in recordings. */
export interface StateClient {
  readonly client: TracerClient
  /** Says what the tracer would say on its own; called once the screen listens. */
  readonly begin: () => void
}

/** Makes the tracer of a script; nothing is asked of this machine. */
export function createStateClient(script: ScreenScript): StateClient {
  const client = createScriptedClient({
    hello: () => ({ version: '0.1.0', host: script.host, canCapture: script.canCapture, wireshark: script.wireshark }),
    doctor: () => script.missing,
    discover: () => script.topology,
    recordings: () => builtInRecordings,
    start: () => {
      client.emit('status', screenStates.capturing.status)
      return null
    },
    stop: () => null,
    ping: ({ to }) => ({ id: 1, kind: 'ping', title: `container1 → ${to}` }),
    traceroute: ({ to }) => ({ id: 2, kind: 'traceroute', title: `container1 → ${to}` }),
    shell: ({ namespace }) => ({ id: 3, kind: 'shell', title: namespace }),
    terminalInput: ({ id, data }) => {
      client.emit('terminalOutput', { id, data })
      return null
    },
    terminalResize: () => null,
    terminalClose: () => null,
    openInWireshark: () => null,
    saveCapture: () => ({ path: '/home/user/hopscope.pcapng' }),
    setLanguage: () => null,
    recordLesson: () => {
      tellLesson({})
      return { id: lesson.id }
    },
    pauseLesson: ({ isPaused }) => {
      tellLesson({ state: isPaused ? 'paused' : 'recording', elapsed: 83_000 })
      return { elapsed: 83_000 }
    },
    noteLesson: () => null,
    stopLesson: () => {
      tellLesson({ state: 'ended' })
      return { id: lesson.id, title: { en: 'Lesson', ja: 'レッスン' }, duration: 83_000, date: 0, isBuiltIn: false }
    },
  })
  const lesson: LessonRecording = {
    ...{ id: 'lesson-20261125-214055', state: 'recording', elapsed: 0, bytes: 4_000_000 },
    ...{ freeBytes: script.freeBytes, problem: script.freeBytes < 256 * 1024 * 1024 ? lowOnDisk : null },
  }
  const tellLesson = (part: Partial<LessonRecording>): void => client.emit('lessonRecording', { ...lesson, ...part })
  const ask: TracerClient['request'] = (name, params) => client.request(name, params)
  return {
    client: {
      ...client,
      request: async (name, params) => {
        // A network that is still being read never answers.
        if (script.trouble === 'never-discovers' && name === 'discover') return new Promise(() => undefined)
        // A scripted answer comes at once, a file does not.
        if (name === 'listLessons') return await listCourse()
        if (name === 'openLesson') return { bytes: await lessonBytes((params as { id: string }).id) }
        if (name === 'openRecording') return await spoil(script, (params as { id: string }).id)
        return ask(name, params)
      },
    },
    begin: () => {
      if (script.status !== null) client.emit('status', script.status)
      for (const problem of script.notices) client.emit('problem', problem)
      if (script.isRecordedElsewhere) tellLesson({ elapsed: 754_000 })
      if (script.trouble === 'lost') setTimeout(() => client.setConnected(false), 0)
    },
  }
}

/** A built-in recording with the trouble that the script asks for. */
async function spoil({ trouble, topology }: ScreenScript, id: string): Promise<RecordingContent> {
  const whole = await contentOf(id)
  switch (trouble) {
    case 'damaged-recording':
      return { ...whole, capture: new Uint8Array(64).fill(7) }
    case 'cut-recording':
      return { ...whole, capture: whole.capture.subarray(0, Math.floor(whole.capture.length / 2) + 3) }
    case 'other-route':
      return { ...whole, topology: whole.topology && leadElsewhere(whole.topology) }
    case 'broken-panel':
      // A mistake that only the tables of facts come by.
      return {
        ...whole,
        topology: {
          ...topology,
          namespaces: topology.namespaces.map((namespace) => ({
            ...namespace,
            container:
              namespace.container &&
              Object.defineProperty({ ...namespace.container }, 'networks', {
                get: () => {
                  throw new Error('broken on purpose')
                },
              }),
          })),
        },
      }
    case 'none':
    case 'lost':
    case 'never-discovers':
      return whole
  }
}

/** The network with another interface beside eth0, by which its default route leads. */
function leadElsewhere(topology: Topology): Topology {
  const eth0 = topology.interfaces.find(({ id }) => id === 'wsl:Ubuntu/host/eth0')
  if (eth0 === undefined) return topology
  const addresses = [{ address: '10.77.0.1', prefixLength: 24 }]
  const eth1 = { ...eth0, id: 'wsl:Ubuntu/host/eth1', name: 'eth1', index: 90, addresses }
  return {
    ...topology,
    interfaces: [...topology.interfaces, eth1],
    routes: topology.routes.map((route) =>
      route.interface === eth0.id && route.destination === '0.0.0.0/0' ? { ...route, interface: eth1.id } : route,
    ),
  }
}
