import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { measureProcess } from './measure-process'
import { median, type Measure } from './measure'
import { framesPerPing, writePingCapture } from './write-ping-capture'

const pings = 30_000
const rounds = 5
const tsharkFields = [
  ...['frame.time_epoch', 'frame.interface_name', 'ip.src', 'ip.dst', 'ip.ttl', 'ip.id'],
  ...['icmp.type', 'icmp.ident', 'icmp.seq'],
].flatMap((field) => ['-e', field])

/**
 * `hopscope open --json` against `tshark -T fields` on the same file of six interfaces, whole processes in turn, both
 * writing to a file; and its peak memory on a file ten times as long.
 */
export async function openBench(log: (line: string) => void): Promise<readonly Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-bench-'))
  try {
    const file = join(folder, 'ping.pcapng')
    const output = join(folder, 'output')
    writePingCapture(file, pings)
    const ratios: number[] = []
    const short = await measureHopscope(file, output, true)
    for (let round = 0; round < rounds; round++) {
      const tshark = await measureProcess('tshark', ['-n', '-r', file, '-T', 'fields', ...tsharkFields], output)
      const hopscope = await measureHopscope(file, output)
      ratios.push(tshark.milliseconds / hopscope.milliseconds)
      log(
        `${pings * framesPerPing} frames: tshark ${tshark.milliseconds.toFixed(0)} ms, ` +
          `hopscope ${hopscope.milliseconds.toFixed(0)} ms`,
      )
    }
    writePingCapture(file, pings * 10)
    const long = await measureHopscope(file, output, true)
    log(
      `${pings * framesPerPing * 10} frames: ${long.milliseconds.toFixed(0)} ms, ${long.megabytes?.toFixed(0) ?? '?'} MB`,
    )
    const growth = (long.megabytes ?? 0) / (short.megabytes ?? 1)
    return [
      {
        name: 'open --json, times as fast as tshark',
        value: median(ratios),
        unit: '×',
        isMoreBetter: true,
        target: 10,
      },
      {
        name: 'open --json, memory for ten times the file',
        value: growth,
        unit: '×',
        isMoreBetter: false,
        target: 1.5,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const hopscope = resolve(import.meta.dirname, '../../scripts/hopscope.mjs')

function measureHopscope(file: string, output: string, withMemory = false) {
  return measureProcess(process.execPath, [hopscope, 'open', file, '--json'], output, withMemory)
}
