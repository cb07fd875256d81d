import { describe, expect, it } from 'vitest'
import { Output } from './output'

/** Keeps what it was given, each call's parts joined, and takes a turn of the event loop for it. */
function receiver(): { readonly writes: Buffer[]; readonly write: (parts: readonly Uint8Array[]) => Promise<void> } {
  const writes: Buffer[] = []
  const write = async (parts: readonly Uint8Array[]): Promise<void> => {
    await new Promise(setImmediate)
    writes.push(Buffer.concat(parts))
  }
  return { writes, write }
}

const failing = (code: string) => () => Promise.reject(Object.assign(new Error(`write ${code}`), { code }))

describe('Output', () => {
  it('writes texts and bytes once, in order, at least 64 KB at a time', async () => {
    const { writes, write } = receiver()
    const output = new Output(write)
    const lines = Array.from({ length: 30_000 }, (_, i) => `${i} 観測 ${'x'.repeat(i % 90)}\n`)
    const reused = Buffer.alloc(1000)
    for (const [i, line] of lines.entries()) {
      if (i % 2 === 0) output.write(line)
      else output.writeBytes(reused.subarray(0, reused.write(line)))
      if (i % 3000 === 0) await output.drain()
    }
    await output.flush()
    expect(Buffer.concat(writes).toString('utf8')).toBe(lines.join(''))
    expect(writes.length).toBeGreaterThan(3)
    for (const chunk of writes.slice(0, -1)) expect(chunk.length).toBeGreaterThan(64 * 1024)
  })

  it('takes a text longer than a batch', async () => {
    const { writes, write } = receiver()
    const output = new Output(write)
    const long = '界'.repeat(400_000)
    for (const text of ['a', long, 'b']) output.write(text)
    await output.flush()
    expect(Buffer.concat(writes).toString('utf8')).toBe(`a${long}b`)
  })

  it('waits for a slow receiver before it hands over more', async () => {
    const taken: (() => void)[] = []
    const output = new Output(() => new Promise((resolve) => taken.push(resolve)))
    output.writeBytes(new Uint8Array(300_000))
    output.write('next')
    await output.drain()
    output.writeBytes(new Uint8Array(300_000))
    let hasDrained = false
    const drained = output.drain().then(() => (hasDrained = true))
    await new Promise(setImmediate)
    expect([taken.length, hasDrained]).toEqual([1, false])
    taken[0]!()
    await drained
    expect(taken.length).toBe(2)
  })

  it('keeps the order when several callers flush at once', async () => {
    const { writes, write } = receiver()
    let atOnce = 0
    const output = new Output(async (parts) => {
      expect(++atOnce).toBe(1)
      await write(parts)
      atOnce--
    })
    const flushes = Array.from({ length: 20 }, (_, i) => {
      output.write(`${i} `)
      return output.flush()
    })
    await Promise.all(flushes)
    expect(Buffer.concat(writes).toString()).toBe(Array.from({ length: 20 }, (_, i) => `${i} `).join(''))
  })

  it('falls silent when the receiver has gone', async () => {
    const output = new Output(failing('EPIPE'))
    output.write('x'.repeat(300_000))
    await output.flush()
    expect(output.isClosed).toBe(true)
    output.write('y')
    await output.flush()
  })

  it('says why the output cannot be written', async () => {
    const output = new Output(failing('ENOSPC'))
    output.write('x')
    await expect(output.flush()).rejects.toThrow('The output cannot be written: write ENOSPC.')
  })
})
