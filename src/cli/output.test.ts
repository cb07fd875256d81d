import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { Output } from './output'

class Sink extends Writable {
  readonly chunks: Buffer[] = []
  constructor(
    private readonly failAfter = Infinity,
    private readonly code = 'EPIPE',
  ) {
    super({ highWaterMark: 1 })
  }
  override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    if (this.chunks.length >= this.failAfter) {
      done(Object.assign(new Error(`write ${this.code}`), { code: this.code }))
      return
    }
    this.chunks.push(Buffer.from(chunk))
    setImmediate(done)
  }
  get text(): string {
    return Buffer.concat(this.chunks).toString('utf8')
  }
}

describe('Output', () => {
  it('writes everything once, in order, in batches of at least 64 KB', async () => {
    const sink = new Sink()
    const output = new Output(sink)
    const lines = Array.from({ length: 30_000 }, (_, i) => `${i} 観測 ${'x'.repeat(i % 90)}\n`)
    for (const [i, line] of lines.entries()) {
      output.write(line)
      if (i % 5000 === 0) await output.drain()
    }
    await output.flush()
    expect(sink.text).toBe(lines.join(''))
    expect(sink.chunks.length).toBeGreaterThan(3)
    for (const chunk of sink.chunks.slice(0, -1)) expect(chunk.length).toBeGreaterThan(64 * 1024)
  })

  it('takes a text longer than a batch', async () => {
    const sink = new Sink()
    const output = new Output(sink)
    const long = '界'.repeat(400_000)
    output.write('a')
    output.write(long)
    output.write('b')
    await output.flush()
    expect(sink.text).toBe(`a${long}b`)
  })

  it('falls silent when the reader has gone', async () => {
    const output = new Output(new Sink(1))
    for (let i = 0; i < 3; i++) {
      output.write('x'.repeat(300_000))
      await output.flush()
    }
    expect(output.isClosed).toBe(true)
  })

  it('says why the output cannot be written', async () => {
    const output = new Output(new Sink(0, 'ENOSPC'))
    output.write('x')
    await expect(output.flush()).rejects.toThrow('The output cannot be written: write ENOSPC.')
  })
})
