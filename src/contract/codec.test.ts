import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFrame, encodeFrame, FrameError } from './codec'

const limit = 1024 * 1024

/** JSON values with byte arrays at any place. */
const message = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string({ unit: 'grapheme' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value

const isReserved = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !(value instanceof Uint8Array) &&
  Object.entries(value).some(([key, each]) => key === '$bytes' || key === '__proto__' || isReserved(each))

describe('encodeFrame and decodeFrame', () => {
  it('give back every message, bytes and all', () => {
    fc.assert(
      fc.property(message, (value) => {
        fc.pre(!isReserved(value))
        expect(decodeFrame(encodeFrame({ value }), limit)).toEqual({ value })
      }),
    )
  })

  it('throw nothing but a FrameError, whatever the bytes', () => {
    const damaged = fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      fc.tuple(message, fc.nat(), fc.nat(255)).map(([value, place, byte]) => {
        const frame = encodeFrame({ value })
        frame[place % frame.length] = byte
        return frame
      }),
      fc.tuple(message, fc.nat()).map(([value, length]) => {
        const frame = encodeFrame({ value })
        return frame.subarray(0, length % frame.length)
      }),
    )
    fc.assert(
      fc.property(damaged, (frame) => {
        try {
          decodeFrame(frame, limit)
        } catch (error) {
          expect(error).toBeInstanceOf(FrameError)
        }
      }),
    )
  })

  it('read a frame that lies inside a larger buffer', () => {
    const frame = encodeFrame({ bytes: Uint8Array.of(1, 2, 3) })
    const buffer = new Uint8Array(frame.length + 20).fill(0xff)
    buffer.set(frame, 7)
    expect(decodeFrame(buffer.subarray(7, 7 + frame.length), limit)).toEqual({ bytes: Uint8Array.of(1, 2, 3) })
  })

  it('give bytes that keep nothing of the frame alive but the bytes', () => {
    const { bytes } = decodeFrame(encodeFrame({ text: 'x'.repeat(9999), bytes: Uint8Array.of(1, 2) }), limit) as {
      bytes: Uint8Array
    }
    expect(bytes.buffer.byteLength).toBe(2)
  })

  it.each([
    ['a range beyond the bytes', '{"a":{"$bytes":[0,4]}}'],
    ['a range that runs backwards', '{"a":{"$bytes":[2,1]}}'],
    ['a range below zero', '{"a":{"$bytes":[-1,1]}}'],
    ['a range of fractions', '{"a":{"$bytes":[0.5,1]}}'],
    ['a range that is none', '{"a":{"$bytes":{}}}'],
    ['nesting without end', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('refuse %s', (_what, json) => {
    const text = new TextEncoder().encode(json)
    const frame = new Uint8Array(5 + text.length + 3)
    frame[0] = 1
    new DataView(frame.buffer).setUint32(1, text.length, true)
    frame.set(text, 5)
    expect(() => decodeFrame(frame, limit)).toThrow(FrameError)
  })

  it('leave every prototype alone', () => {
    const text = new TextEncoder().encode('{"__proto__":{"$bytes":[0,1]},"a":{"__proto__":{"b":{"$bytes":[0,1]}}}}')
    const frame = new Uint8Array(5 + text.length + 1)
    frame[0] = 1
    new DataView(frame.buffer).setUint32(1, text.length, true)
    frame.set(text, 5)
    expect(Object.getPrototypeOf(decodeFrame(frame, limit))).toBe(Object.prototype)
    expect('b' in {}).toBe(false)
  })
})
