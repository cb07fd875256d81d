import { describe, expect, it } from 'vitest'
import { RequestError } from '../../src/contract/messages'
import { createEmbeddedClient, embeddedId } from '../../src/renderer/transport/embedded-lesson'
import { writeLessonFile } from '../../src/lesson-file/write-lesson-file'
import { makeFullLesson } from './full-lesson'

const bytes = writeLessonFile(makeFullLesson())
const client = createEmbeddedClient({ bytes, language: 'en', version: '1.2.3' })

describe('the tracer of a page that holds a lesson', () => {
  it('gives the one lesson, and can trace nothing', async () => {
    expect(await client.request('hello', null)).toMatchObject({ version: '1.2.3', canCapture: false })
    expect(await client.request('listLessons', null)).toMatchObject([
      { id: embeddedId, title: { en: 'Lesson on internet' } },
    ])
    expect((await client.request('openLesson', { id: embeddedId })).bytes).toBe(bytes)
    expect((await client.request('discover', null)).interfaces.length).toBeGreaterThan(5)
  })

  it('refuses what needs a machine with a sentence', async () => {
    for (const name of ['start', 'ping', 'shell', 'saveCapture', 'recordLesson'] as const) {
      const failure: unknown = await client.request(name, {} as never).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(RequestError)
      expect((failure as RequestError).problem.code).toBe('lesson-page')
    }
  })
})
