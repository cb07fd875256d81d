import { expect, it } from 'vitest'
import { pageJobHash, readPageJob, type PageJob } from './page-job'

const job: PageJob = {
  format: 'webm',
  language: 'ja',
  captions: 'track',
  width: 1920,
  height: 1080,
  framesPerSecond: 30,
  token: 'a-_b&c=1',
}

it('gives a page its job and reads it again', () => {
  expect(readPageJob(pageJobHash(job))).toEqual(job)
})

it('is no job where the screen is meant, or where a value is not one of those that there are', () => {
  expect(readPageJob('')).toBeNull()
  expect(readPageJob('#token=abc')).toBeNull()
  expect(readPageJob('#job=video&token=%')).toBeNull()
  const bad: readonly [string, string][] = [
    ['format', 'avi'],
    ['language', 'fr'],
    ['captions', ''],
    ['width', '1e9'],
    ['height', '-2'],
    ['framesPerSecond', '0.5'],
  ]
  for (const [name, value] of bad) {
    const hash = pageJobHash(job).replace(new RegExp(`${name}=[^&]*`), `${name}=${value}`)
    expect(readPageJob(hash)).toBeNull()
  }
})
