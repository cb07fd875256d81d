import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { packetRefOf } from '../../src/core/lesson/packet-ref'
import { positionsAt } from '../../src/core/playback/positions-at'
import { emptyLesson } from '../../src/core/lesson/lesson'
import { readLessonScene, type LessonScene } from '../../src/renderer/lesson-video/lesson-scene'
import { readRecording } from '../../src/renderer/state/read-recording'
import { writePingCapture } from '../bench/write-ping-capture'
import { articleTopology } from '../fixtures/article-topology'
import { makeLesson, type SampleLesson } from './sample-lesson'

const host = { now: () => 0, pause: () => Promise.resolve(), progress: () => true }

async function sceneOf(content: SampleLesson['content']): Promise<LessonScene> {
  const scene = await readLessonScene(content, host)
  if (scene === null) throw new Error('The reading was stopped.')
  return scene
}

describe('the scene of a lesson', () => {
  it('shows what the recording shows, where the film stands', async () => {
    const { content, timeline } = makeLesson('internet')
    const scene = await sceneOf(content)
    for (let time = 0; time < content.lesson.duration; time += 1234) {
      const shown = scene.at(time).positions.map(({ journey, phase, at }) => [journey.id, phase, at])
      // The film is exact to less than a millisecond, which may be the one in which a packet sets out.
      const near = [time - 0.5, time, time + 0.5].map((scenes) =>
        positionsAt(timeline, scenes).map(({ journey, phase, at }) => [journey.id, phase, at]),
      )
      expect(near).toContainEqual(shown)
    }
  })

  it('is with the packet of the film, or that which was chosen, or of the question', async () => {
    const { content, journeys } = makeLesson('internet', (sample) => {
      const [first, second, third] = sample.journeys.map((journey) => packetRefOf(journey)!)
      return {
        moves: [
          { at: 5000, kind: 'select', packet: second!, interface: null },
          { at: 6000, kind: 'select', packet: null, interface: null },
        ],
        questions: [
          {
            id: 'q',
            at: 9000,
            kind: 'order-hops',
            prompt: { en: '', ja: '' },
            explanation: { en: '', ja: '' },
            packet: third ?? first!,
          },
        ],
      }
    })
    const scene = await sceneOf(content)
    expect(scene.at(100)).toMatchObject({ followed: { id: journeys[0]!.id }, isChosen: false })
    expect(scene.at(5500)).toMatchObject({ followed: { id: journeys[1]!.id }, isChosen: true })
    expect(scene.at(6500).isChosen).toBe(false)
    expect(scene.at(9500)).toMatchObject({ followed: { id: journeys[2]!.id }, asked: { question: { id: 'q' } } })
  })

  it('knows which network is in force, and for how long', async () => {
    const { content } = makeLesson('internet')
    const changed = { ...content.topology, wires: content.topology.wires.slice(1) }
    const scene = await sceneOf({ ...content, changes: [{ at: 3000, topology: changed }] })
    expect(scene.topologies).toHaveLength(2)
    expect(scene.at(2999).topology).toBe(0)
    expect(scene.at(3200)).toMatchObject({ topology: 1, topologyAge: 200 })
  })

  it('stops reading when it is told to', async () => {
    const { content } = makeLesson('internet')
    let now = 0
    const stopping = { now: () => (now += 1000), pause: () => Promise.resolve(), progress: () => false }
    expect(await readLessonScene(content, stopping)).toBeNull()
  })
})

describe('the scene of a long lesson', () => {
  it('is the same at each moment, whichever was asked for before', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'hopscope-scene-'))
    try {
      const file = path.join(folder, 'long.pcapng')
      writePingCapture(file, 6000)
      const capture = new Uint8Array(readFileSync(file))
      const captures = [{ name: 'long.pcapng', bytes: capture, midnight: 0 }]
      const { history, plan } = readRecording({ captures, topology: articleTopology })
      expect(plan?.windows.length).toBeGreaterThan(1)
      const wanted = [0, 0.3, 0.5, 0.8, 1].map(
        (share) => history.journeys[Math.round(share * (history.journeys.length - 1))]!,
      )
      const lesson = {
        ...emptyLesson('long'),
        duration: 5000,
        keyframes: wanted.map((journey, index) => ({
          at: index * 1000,
          position: { packet: packetRefOf(journey), station: 1 },
          isJump: true,
        })),
      }
      const content = { lesson, capture, topology: articleTopology, changes: [], terminals: [], narration: null }
      const scene = await sceneOf(content)
      const idsAt = (time: number) => scene.at(time).positions.map(({ journey }) => journey.id)
      const forwards = wanted.map((_, index) => idsAt(index * 1000 + 10))
      for (const [index, ids] of forwards.entries()) expect(ids).toContain(wanted[index]!.id)
      for (const index of [4, 0, 3, 1, 2]) expect(idsAt(index * 1000 + 10)).toEqual(forwards[index])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
