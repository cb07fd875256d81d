import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { createPcapWriter } from '../../src/core/recording/pcap-writer'
import { captureSentenceInJapanese } from '../../src/renderer/i18n/capture-sentences-in-japanese'
import { createActions } from '../../src/renderer/state/actions'
import { Feeds } from '../../src/renderer/state/feeds'
import { createScreenStore, type ScreenStore } from '../../src/renderer/state/screen-store'
import { decodeRecording } from '../scenes/decode-recording'
import { createScriptedClient } from '../gallery/scripted-client'
import { sampleRecording } from '../gallery/sample-recording'

const folder = 'resources/recordings/internet'
const capture = readFileSync(`${folder}/recording.pcapng`)
const topology = readFileSync(`${folder}/topology.json`)
const file = (content: BlobPart, name: string, lastModified = Date.UTC(2026, 10, 25)) =>
  new File([content], name, { lastModified })

describe('files of the user’s own', () => {
  let store: ScreenStore
  let actions: ReturnType<typeof createActions>
  beforeEach(() => {
    store = createScreenStore()
    actions = createActions(createScriptedClient({}), store, new Feeds())
  })
  const problem = () => store.getState().notices.at(-1)?.problem
  const shown = () => store.getState().recording

  it('are shown as a built-in recording is, with the map that belongs to them', async () => {
    expect(await actions.openFiles([file(topology, 'a.topology.json'), file(capture, 'a.pcapng')])).toBe(true)
    const { source } = store.getState()
    expect(source).toEqual({ kind: 'recording', id: 'file:a.pcapng', fileName: 'a.pcapng' })
    const { journeys } = decodeRecording(topology.toString('utf8'), capture)
    expect(shown()?.history.size).toBe(journeys.length)
    expect(shown()?.topology.machines.map(({ name }) => name)).toEqual(['Ubuntu', 'DESKTOP-7Q', 'LAN'])
  })

  it('have a map of their captures when no other is given', async () => {
    await actions.openFiles([file(capture, 'a.pcapng')])
    expect(shown()?.topology.interfaces.map(({ name }) => name)).toEqual(expect.arrayContaining(['docker0', 'Wi-Fi']))
  })

  it('are merged by time when each interface has its own', async () => {
    const { sightings } = decodeRecording(topology.toString('utf8'), capture)
    const names = [...new Set(sightings.map(({ point }) => point.interfaceName))]
    const files = names.map((name) => {
      const own = sightings.filter(({ point }) => point.interfaceName === name)
      const blocks: Uint8Array[] = []
      const writer = createPcapWriter((block) => blocks.push(block), own[0]!.packet.linkType)
      for (const sighting of own) writer.sighting(sighting)
      return file(Buffer.concat(blocks), `${name}.pcap`)
    })
    expect(await actions.openFiles(files)).toBe(true)
    expect(shown()?.points.map(({ interfaceName }) => interfaceName)).toEqual(names)
    // The same packets, although no file knows of the others.
    expect(shown()?.history.journeys.map(({ sightings: { length } }) => length)).toEqual(
      (await fromOneFile()).history.journeys.map(({ sightings: { length } }) => length),
    )

    async function fromOneFile() {
      const other = createScreenStore()
      await createActions(createScriptedClient({}), other, new Feeds()).openFiles([file(capture, 'a.pcapng')])
      return other.getState().recording!
    }
  })

  it('may be what tcpdump printed, whose times count from the day of the file', async () => {
    const text = [
      '10:00:00.000001 IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 1, length 8',
      '\t0x0000:  4500 001c 0001 0000 4001 66de 0a00 0001',
      '\t0x0010:  0a00 0002 0800 f7fd 0001 0001',
      '',
    ].join('\n')
    const written = new Date(2026, 10, 24, 12)
    await actions.openFiles([file(text, 'eth0.txt', written.getTime())])
    const sighting = shown()?.history.journeys[0]?.sightings[0]
    expect(sighting?.line).toContain('echo request')
    expect(sighting?.seconds).toBe(new Date(2026, 10, 24, 10).getTime() / 1000)
  })

  it.each([
    ['no capture', [file('hello', 'a.txt')], 'recording', /neither pcapng/],
    ['nothing', [file('', 'a.pcapng')], 'recording', /empty/],
    ['a map alone', [file(topology, 'a.json')], 'no-capture-file', /no capture among/],
    [
      'two maps',
      [file(topology, 'a.json'), file(topology, 'b.json'), file(capture, 'c.pcapng')],
      'two-maps',
      /b\.json/,
    ],
    [
      'a map that is cut off',
      [file('{"machines": [', 'a.json'), file(capture, 'c.pcapng')],
      'invalid-topology',
      /a\.json/,
    ],
    ['JSON that is no map', [file('{"a": 1}', 'a.json'), file(capture, 'c.pcapng')], 'invalid-topology', /version/],
    ['one of several', [file(capture, 'a.pcapng'), file('hello', 'b.txt')], 'recording', /^b\.txt: This is no capture/],
  ])('say what is wrong with %s, and leave what was shown', async (_, files, code, message) => {
    await actions.openFiles([file(capture, 'before.pcapng')])
    const before = shown()
    expect(await actions.openFiles(files)).toBe(false)
    expect(problem()).toMatchObject({ code, message: expect.stringMatching(message) as string })
    expect(shown()).toBe(before)
    expect(store.getState().isOpening).toBe(false)
  })

  it('are not read when they are too large for the memory', async () => {
    const huge = file('', 'huge.pcapng')
    Object.defineProperty(huge, 'size', { value: 600 * 1024 * 1024 })
    await actions.openFiles([huge])
    expect(problem()).toMatchObject({ code: 'file-too-large', command: expect.stringContaining('open FILE') as string })
  })

  it('keep what could be read of a damaged one, and say which it is', async () => {
    const { capture: sample } = sampleRecording(5)
    await actions.openFiles([file(sample.slice(0, -10), 'cut.pcapng'), file(capture, 'whole.pcapng')])
    expect(shown()?.warnings).toEqual([expect.stringMatching(/^cut\.pcapng: The file ends in the middle/)])
    expect(captureSentenceInJapanese(shown()!.warnings[0]!)).toMatch(/^cut\.pcapng: ファイルが/)
  })
})
