import type { Lesson, LessonContent, LocalText } from '../../src/core/lesson/lesson'
import { packetRefOf } from '../../src/core/lesson/packet-ref'
import { interfaceOfPoint } from '../../src/core/playback/list-stations'
import { makeLesson } from './sample-lesson'

/** A lesson on a built-in recording that has something of every kind in it. */
export function makeFullLesson(recording = 'internet'): LessonContent {
  const { content } = makeLesson(recording, ({ journeys, content: { topology } }): Partial<Lesson> => {
    const request = journeys.find(({ kind }) => kind === 'echo-request')!
    const packet = packetRefOf(request)!
    const first = packet.interface
    const last = interfaceOfPoint(request.sightings.at(-1)!.point)
    const base = { packet, prompt: text('What now?', 'どうなる?'), explanation: text('So it is.', 'このとおり。') }
    const wire = topology.wires[0]!
    return {
      description: text('How a ping leaves the machine.', 'ping がマシンを出るまで。'),
      moves: [
        { at: 0, kind: 'tab', tab: 'ladder' },
        { at: 500, kind: 'camera', camera: { x: 0.5, y: 0.5, zoom: 2 } },
        { at: 900, kind: 'camera', camera: null },
        { at: 1000, kind: 'select', packet, interface: first },
      ],
      markers: [{ at: 700, label: 'NAT' }],
      cuts: [{ from: 0, to: 200 }],
      slow: [{ from: 1000, to: 2000, times: 2 }],
      chapters: [
        { at: 200, title: text('Out of the container', 'コンテナの外へ') },
        { at: 2500, title: text('Two masquerades', '2 回のマスカレード') },
      ],
      captions: [
        { from: 200, to: 1500, text: text('The ping leaves through eth0.', 'ping は eth0 から出ます。') },
        { from: 2500, to: 4000, text: text('Its source is rewritten.', '送信元が書き換えられます。') },
      ],
      spotlights: [
        { from: 200, to: 900, target: { kind: 'interface', id: first } },
        { from: 900, to: 1500, target: { kind: 'wire', ends: wire.ends } },
        { from: 1500, to: 2500, target: { kind: 'namespace', id: first.slice(0, first.lastIndexOf('/')) } },
        { from: 2500, to: 3000, target: { kind: 'field', field: 'source' } },
      ],
      questions: [
        { ...base, id: 'source', at: 1000, kind: 'next-source', interface: last },
        { ...base, id: 'ttl', at: 1500, kind: 'ttl', interface: last },
        { ...base, id: 'hops', at: 2000, kind: 'order-hops' },
        {
          ...base,
          id: 'choose',
          at: 2500,
          kind: 'choose',
          options: [
            { text: text('A request', '要求'), filter: 'kind:request' },
            { text: text('A reply', '応答'), filter: 'kind:reply' },
          ],
        },
        {
          ...base,
          id: 'text',
          at: 3000,
          kind: 'text',
          fact: { field: 'destination', interface: first },
          accepted: [{ text: 'google', filter: null }],
        },
      ],
    }
  })
  return {
    ...content,
    changes: [{ at: 1500, topology: content.topology }],
    terminals: [
      { at: 100, id: 1, kind: 'ping', title: 'ping 8.8.8.8', data: 'PING 8.8.8.8 56(84) bytes of data.\r\n' },
    ],
  }
}

function text(en: string, ja: string): LocalText {
  return { en, ja }
}
