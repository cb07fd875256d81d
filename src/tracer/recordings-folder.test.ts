import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { emptyTopology } from '../core/topology/topology'
import { listRecordings, openRecording } from './recordings-folder'

let resources: string
const write = async (id: string, files: Readonly<Record<string, string>>): Promise<void> => {
  await mkdir(join(resources, 'recordings', id), { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(join(resources, 'recordings', id, name), text)
}
beforeAll(async () => {
  resources = await mkdtemp(join(tmpdir(), 'hopscope-'))
  await writeFile(join(resources, 'recording.pcapng'), 'secret')
  await write('traceroute', {
    'info.json': JSON.stringify({ title: { en: 'Trace route', ja: '経路' } }),
    'recording.pcapng': 'bytes',
    'topology.json': JSON.stringify(emptyTopology),
  })
  await write('broken', { 'info.json': '{"title": 7}', 'recording.pcapng': 'bytes' })
  await write('Not-An-Id', { 'info.json': JSON.stringify({ title: { en: '', ja: '' } }) })
})
afterAll(() => rm(resources, { recursive: true }))

it('lists what has a title in both languages', async () => {
  expect(await listRecordings(resources)).toEqual([{ id: 'traceroute', title: { en: 'Trace route', ja: '経路' } }])
  expect(await listRecordings(join(resources, 'nowhere'))).toEqual([])
})

it('opens a recording with its topology, and one without', async () => {
  const whole = await openRecording(resources, 'traceroute')
  expect(whole).toEqual({
    name: 'Trace route',
    capture: new Uint8Array(Buffer.from('bytes')),
    topology: emptyTopology,
  })
  expect((await openRecording(resources, 'broken')).topology).toBeNull()
})

it.each(['', '.', '..', '../..', 'traceroute/..', '/etc', 'Not-An-Id', 'no-such', 'a\0b', '..\\..'])(
  'leads nowhere with the id %j',
  async (id) => {
    await expect(openRecording(resources, id)).rejects.toMatchObject({ problem: { code: 'unknown-recording' } })
  },
)

it('is not led elsewhere by the id of a link', async () => {
  await symlink(resources, join(resources, 'recordings', 'link'))
  expect((await listRecordings(resources)).map(({ id }) => id)).toEqual(['traceroute'])
})
