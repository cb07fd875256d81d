import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTcpdumpTextReader } from '../../src/core/recording/tcpdump-text-reader'
import { measureProcess } from './measure-process'
import { median, type Measure } from './measure'
import { framesPerPing, writePingCapture } from './write-ping-capture'

const pings = 20_000
const rounds = 5
/** What a pipe holds and node-pty hands over at most. */
const chunkBytes = 1 << 16

/**
 * Reading tcpdump's text, header lines kept and packets decoded, beside tcpdump printing that very text: `tcpdump -xx`
 * as a capture runs it, from a file to a file.
 */
export async function textBench(log: (line: string) => void): Promise<readonly Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-bench-'))
  try {
    const capture = join(folder, 'ping.pcapng')
    const text = join(folder, 'ping.txt')
    const frames = pings * framesPerPing
    writePingCapture(capture, pings)
    const ratios: number[] = []
    for (let round = 0; round < rounds; round++) {
      const printing = await measureProcess('tcpdump', ['-r', capture, ...flags], text)
      const start = performance.now()
      const found = countSightings(text)
      const reading = performance.now() - start
      if (found !== frames) throw new Error(`The reader told ${found} of ${frames} frames.`)
      ratios.push(printing.milliseconds / reading)
      log(
        `${frames} frames: tcpdump printed for ${printing.milliseconds.toFixed(0)} ms, read in ${reading.toFixed(0)} ms`,
      )
    }
    return [
      {
        name: 'tcpdump text, times as fast as tcpdump prints it',
        value: median(ratios),
        unit: '×',
        isMoreBetter: true,
        target: 2,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const flags = ['-nn', '-tt', '--time-stamp-precision=nano', '-xx']

function countSightings(path: string): number {
  let sightings = 0
  const reader = createTcpdumpTextReader(
    {
      point: () => undefined,
      sighting: () => sightings++,
      warning(sentence) {
        throw new Error(sentence)
      },
    },
    { keepLines: true },
  )
  const file = openSync(path, 'r')
  try {
    const chunk = new Uint8Array(chunkBytes)
    for (;;) {
      const length = readSync(file, chunk)
      if (length === 0) break
      reader.push(chunk.subarray(0, length))
    }
    reader.end()
  } finally {
    closeSync(file)
  }
  return sightings
}
