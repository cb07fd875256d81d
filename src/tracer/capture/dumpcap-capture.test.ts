import { Duplex, PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import type { MachineAccess } from '../machines/machine-access'
import { startDumpcapCapture } from './dumpcap-capture'

it('fails with the command that installs it when Windows has no dumpcap', async () => {
  const exited = Promise.reject<number>(Object.assign(new Error('spawn dumpcap.exe ENOENT'), { code: 'ENOENT' }))
  exited.catch(() => undefined)
  const stream = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() })
  const access: MachineAccess = {
    id: 'windows',
    kind: 'windows',
    run: () => Promise.reject(new Error('not asked')),
    openTerminal: () => {
      throw new Error('not asked')
    },
    openPipe: () => ({ pid: 0, stream, stderr: new PassThrough(), exited, kill: () => undefined }),
  }
  const capture = startDumpcapCapture({
    access,
    point: { index: 0, interface: null, interfaceName: 'Wi-Fi', machine: 'windows', namespace: 'host' },
    captureName: '\\Device\\NPF_{0}',
    filter: 'icmp',
    listener: {
      listening: () => undefined,
      sighting: () => undefined,
      changed: () => undefined,
      awake: () => undefined,
      problem: () => undefined,
    },
  })
  await capture.started
  await capture.stop()
  expect(capture.status()).toMatchObject({ state: 'failed', problem: { code: 'no-dumpcap' } })
})
