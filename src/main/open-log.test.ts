import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { RequestError } from '../contract/messages'
import type { EventName, Events, TracerService } from '../contract/messages'
import { logProblems, openLog } from './open-log'

it('writes down codes of problems, and nothing of packets, addresses or names', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'hopscope-log-'))
  const secret = {
    code: 'unknown-container',
    message: 'no secret-name',
    values: { name: 'secret-name' },
    command: null,
  }
  let send: <Name extends EventName>(name: Name, event: Events[Name]) => void = () => undefined
  const tracer: TracerService = {
    handle: () => Promise.reject(new RequestError(secret)),
    subscribe(listener) {
      send = listener
      return () => undefined
    },
  }
  const log = openLog(directory)
  log.info('Hopscope 0.1.0')
  const service = logProblems(log, tracer)
  const told: string[] = []
  service.subscribe((name) => told.push(name))
  send('problem', { ...secret, code: 'no-tcpdump' })
  send('lines', { point: 0, lines: ['secret-line'], skipped: 0 })
  await expect(service.handle('shell', { namespace: 'secret-name' })).rejects.toBeInstanceOf(RequestError)
  const text = await readFile(join(directory, 'main.log'), 'utf8')
  await rm(directory, { recursive: true, force: true })
  expect(told).toEqual(['problem', 'lines'])
  expect(text).toContain('Hopscope 0.1.0')
  expect(text).toContain('problem no-tcpdump')
  expect(text).toContain('shell failed: unknown-container')
  expect(text).not.toContain('secret')
})
