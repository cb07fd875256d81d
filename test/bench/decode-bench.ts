import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPcapngReader } from '../../src/core/recording/pcapng-reader'
import { median, type Measure } from './measure'
import { framesPerPing, writePingCapture } from './write-ping-capture'

const pings = 30_000
const rounds = 9
const chunkBytes = 1 << 18

/**
 * Reading and decoding a pcapng file in memory, beside a loop that only adds up the file's bytes: the ratio says how far
 * the reader is from what any JavaScript that looks at every byte must cost, on whatever machine.
 */
export async function decodeBench(log: (line: string) => void): Promise<readonly Measure[]> {
  const file = pingFile()
  const frames = pings * framesPerPing
  const ratios: number[] = []
  const speeds: number[] = []
  for (let round = 0; round < rounds; round++) {
    const loop = milliseconds(() => addUp(file))
    const read = milliseconds(() => {
      const found = countSightings(file)
      if (found !== frames) throw new Error(`The reader told ${found} of ${frames} frames.`)
    })
    // The first rounds compile.
    if (round < 3) continue
    ratios.push(read / loop)
    speeds.push(frames / (read / 1000))
  }
  log(`${frames} frames: ${(median(speeds) / 1e6).toFixed(2)} million a second`)
  return [
    {
      name: 'read and decode pcapng, times a loop over its bytes',
      value: median(ratios),
      unit: '×',
      isMoreBetter: false,
      target: null,
    },
  ]
}

function pingFile(): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-bench-'))
  try {
    const path = join(folder, 'ping.pcapng')
    writePingCapture(path, pings)
    return readFileSync(path)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function milliseconds(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function addUp(bytes: Uint8Array): number {
  let sum = 0
  // A for-of loop would measure the iterator.
  for (let index = 0; index < bytes.length; index++) sum = (sum + bytes[index]!) | 0
  return sum
}

function countSightings(file: Uint8Array): number {
  let sightings = 0
  const reader = createPcapngReader({
    point: () => undefined,
    sighting: () => sightings++,
    warning(sentence) {
      throw new Error(sentence)
    },
  })
  for (let offset = 0; offset < file.length; offset += chunkBytes)
    reader.push(file.subarray(offset, offset + chunkBytes))
  reader.end()
  return sightings
}
