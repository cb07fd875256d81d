import { writeFileSync } from 'node:fs'
import type { Events } from '../../src/contract/messages'
import { createTracer, type Tracer } from '../../src/tracer/session'
import { addresses } from '../lab/addresses'
import { findLabProcesses } from '../lab/find-processes'
import type { Lab } from '../lab/lab'
import { flood, ping } from '../lab/scenarios'
import { createTestLab } from '../lab/test-lab'
import type { Measure } from './measure'

/** A request and its reply are each seen at six interfaces. */
const sightingsPerRequest = 12
const sightingsPerSecond = 50_000
const floodSeconds = 10

const calmPings = 400
const calmInterval = 0.02
/** The first packets meet cold code. */
const warmUp = 50

/**
 * Live in the lab, container1 → 8.8.8.8 through both masquerades with every interface captured: how many frames the kernel
 * drops and the app loses at 50,000 sightings a second, and how long a frame takes from the kernel's time stamp to the
 * `journeys` event at 100 packets a second. Flood, tcpdumps, dumpcaps and the tracer share the machine's cores.
 */
export async function liveBench(log: (line: string) => void): Promise<readonly Measure[]> {
  const lab = await createTestLab('live-bench')
  try {
    await lab.up()
    return [
      ...(await withTracer(lab, (tracer) => measureFlood(lab, tracer, log))),
      ...(await withTracer(lab, (tracer) => measureLatency(lab, tracer, log))),
    ]
  } finally {
    await lab.down()
  }
}

async function withTracer<Result>(lab: Lab, work: (tracer: Tracer) => Promise<Result>): Promise<Result> {
  const environment = { ...process.env, ...lab.environment }
  const tracer = createTracer({ environment, host: 'windows', resourcesDirectory: '', version: 'bench' })
  try {
    return await work(tracer)
  } finally {
    await tracer.close()
  }
}

async function measureFlood(lab: Lab, tracer: Tracer, log: (line: string) => void): Promise<readonly Measure[]> {
  let status: Events['status'] | null = null
  let settled = 0
  let lost = 0
  tracer.onJourney((journey) => {
    if (journey.kind !== 'echo-request' && journey.kind !== 'echo-reply') return
    settled += 1
    if (journey.sightings.length < sightingsPerRequest / 2) lost += 1
  })
  tracer.subscribe((name, event) => {
    if (name === 'status') status = event as Events['status']
  })
  await tracer.handle('start', { interfaces: null, filter: 'icmp' })
  const packetsPerSecond = Math.ceil(sightingsPerSecond / sightingsPerRequest)
  goFirst(lab)
  const usage = process.cpuUsage()
  const { finished } = await flood(lab, { packetsPerSecond, count: packetsPerSecond * floodSeconds })
  goFirst(lab)
  const { stdout, stderr } = await finished
  await tracer.handle('stop', null)
  const { user, system } = process.cpuUsage(usage)
  const [, sent, received, time] = (/(\d+) packets transmitted, (\d+) received, time (\d+)ms/.exec(stdout) ?? []).map(
    Number,
  )
  if (!sent || received === undefined || !time) throw new Error(`The flood failed: ${stdout}${stderr}`)

  const { captures, journeysNotSent } = status!
  const busy = captures.filter(({ frames }) => frames > 0)
  const seen = busy.reduce((sum, { frames }) => sum + frames, 0)
  const dropped = captures.reduce((sum, { droppedByKernel }) => sum + (droppedByKernel ?? 0), 0)
  // What the network itself did not deliver was not there to be seen.
  const expected = (sent + received) * (sightingsPerRequest / 2)
  const missing = Math.max(0, expected - seen - dropped)
  const rate = seen / (time / 1000)
  log(
    `${sent} requests, ${received} replies in ${time} ms: ${Math.round(rate)} sightings/s at ${busy.length} interfaces`,
  )
  log(
    busy
      .map(({ point, frames, droppedByKernel }) => `${point.interfaceName} ${frames} (${droppedByKernel} dropped)`)
      .join(', '),
  )
  log(`${settled} journeys settled, ${lost} with a gap; ${journeysNotSent} left out of the screen's batches`)
  log(`tracer: ${Math.round(((user + system) / 1000 / time) * 100)} % of a core`)
  return [
    {
      name: 'live, sightings a second',
      value: rate,
      unit: '/s',
      isMoreBetter: true,
      target: sightingsPerSecond * 0.98,
    },
    { name: 'live, frames dropped by the kernel', value: dropped, unit: 'frames', isMoreBetter: false, target: 0 },
    { name: 'live, frames lost in the app', value: missing, unit: 'frames', isMoreBetter: false, target: 0 },
  ]
}

/** Lets this process and the lab's go before whatever else the machine does (autogroup, sched(7)): it is not measured. */
function goFirst(lab: Lab): void {
  for (const pid of [process.pid, ...findLabProcesses(lab.names)]) {
    try {
      writeFileSync(`/proc/${pid}/autogroup`, '-15')
    } catch {
      // The process has ended, or this kernel has no autogroups.
    }
  }
}

async function measureLatency(lab: Lab, tracer: Tracer, log: (line: string) => void): Promise<readonly Measure[]> {
  const delays: Record<'tcpdump' | 'dumpcap', number[]> = { tcpdump: [], dumpcap: [] }
  const known = new Set<string>()
  tracer.subscribe((name, event) => {
    if (name !== 'journeys') return
    const now = performance.timeOrigin + performance.now()
    const { points, journeys } = event as Events['journeys']
    for (const { frames } of journeys) {
      for (const { point, frame, seconds, nanoseconds } of frames) {
        const key = `${point} ${frame}`
        if (known.has(key)) continue
        known.add(key)
        const tool = points.find(({ index }) => index === point)?.machine === 'windows' ? 'dumpcap' : 'tcpdump'
        delays[tool].push(now - (seconds * 1e3 + nanoseconds / 1e6))
      }
    }
  })
  await tracer.handle('start', { interfaces: null, filter: 'icmp' })
  await (
    await ping(lab, { to: addresses.internet, count: calmPings, interval: calmInterval })
  ).finished
  await tracer.handle('stop', null)
  for (const [tool, all] of Object.entries(delays)) {
    const sorted = all.slice(warmUp).sort((a, b) => a - b)
    log(`${tool}: ${sorted.length} frames, p50 ${at(sorted, 0.5).toFixed(1)} ms, p99 ${at(sorted, 0.99).toFixed(1)} ms`)
    delays[tool as keyof typeof delays] = sorted
  }
  const name = 'live, 99 of 100 tcpdump frames from kernel to event within'
  return [{ name, value: at(delays.tcpdump, 0.99), unit: 'ms', isMoreBetter: false, target: 100 }]
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Infinity
}
