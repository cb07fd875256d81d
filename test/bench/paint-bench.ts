import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openCaptures } from '../../src/cli/merge-captures'
import { launchHopscope } from '../e2e/launch-hopscope'
import { createTestLab } from '../lab/test-lab'
import type { Lab } from '../lab/lab'
import type { Measure } from './measure'

/** A request and its reply each time: 100 packets a second. */
const pings = 500
const intervalSeconds = 0.02

/** Rows that were already on the screen, and captures that warm up, are no measure. */
const warmUpPings = 50

/**
 * From the kernel's time stamp of a packet to the frame that shows its row, in Chromium on the served screen, while the lab's
 * container1 pings 8.8.8.8 through both masquerades and all interfaces are captured. The kernel's times come from two
 * tcpdumps of the benchmark's own: where requests and where replies are seen first.
 */
export async function paintBench(log: (line: string) => void): Promise<readonly Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-paint-'))
  const lab = await createTestLab('paint-bench')
  try {
    await lab.up()
    const hopscope = await launchHopscope({ host: 'browser', environment: lab.environment })
    try {
      const kernelTimes = await measureLab(lab, hopscope.page, folder)
      const delays = delaysOf(await readPaints(hopscope.page), kernelTimes)
      return summarise(delays, log)
    } finally {
      await hopscope.close()
    }
  } finally {
    await lab.down()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Milliseconds since the epoch by `request 7`, `reply 7`. */
type Times = ReadonlyMap<string, number>

async function measureLab(lab: Lab, page: Page, folder: string): Promise<Times> {
  await page.getByRole('button', { name: 'Start capture' }).click()
  await page.getByText(/^Live · \d+ captures$/).waitFor()
  // tsx names inner functions through a helper that the page does not have.
  await page.evaluate('window.__name = (inner) => inner')
  await page.evaluate(recordPaints)
  const filter = ['-U', '--immediate-mode', '--time-stamp-precision=nano', '-w']
  const [requests, replies] = [join(folder, 'requests.pcap'), join(folder, 'replies.pcap')]
  const captures = await Promise.all([
    listen(await lab.inContainer('container1', ['tcpdump', '-i', 'eth0', ...filter, requests, 'icmp[0] == 8'])),
    listen(await lab.inNamespace('windows', ['tcpdump', '-i', 'Wi-Fi', ...filter, replies, 'icmp[0] == 0'])),
  ])
  const ping = ['ping', '-q', '-i', String(intervalSeconds), '-c', String(pings), '8.8.8.8']
  await lab.runInContainer('container1', ping)
  await page.waitForFunction(hasPainted, `reply ${pings}`)
  for (const capture of captures) {
    capture.kill('SIGINT')
    await once(capture, 'exit')
  }
  return new Map([...(await readTimes(requests, 'request')), ...(await readTimes(replies, 'reply'))])
}

/** Starts tcpdump and resolves when it listens. */
async function listen([program, ...args]: readonly string[]): Promise<ChildProcess> {
  const child = spawn(program!, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let text = ''
  for await (const chunk of child.stderr.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    text += chunk.toString()
    if (text.includes('listening on')) {
      child.stderr.resume()
      return child
    }
  }
  throw new Error(`tcpdump does not listen: ${text}`)
}

async function readTimes(path: string, word: string): Promise<Times> {
  const times = new Map<string, number>()
  const stream = await openCaptures([path], 0, {
    onSighting: ({ seconds, nanoseconds, packet }) =>
      times.set(`${word} ${packet.sequence}`, seconds * 1e3 + nanoseconds / 1e6),
    onWarning: (sentence) => {
      throw new Error(sentence)
    },
    onNote: () => undefined,
  })
  while (await stream.readOn());
  return times
}

declare global {
  interface Window {
    /** When the frame with the row of each packet was painted, by `request 7`, in milliseconds since the epoch. */
    paints: Map<string, number>
  }
}

/**
 * Runs in the page. A row counts as painted when the frame after its insertion has been handed over: the task that follows
 * the animation frame in which it was there.
 */
function recordPaints(): void {
  window.paints = new Map()
  const fresh = new Set<string>()
  const collect = (): void => {
    for (const row of document.querySelectorAll('.packet-rows [role=row]')) {
      const sequence = row.querySelector('.cell-sequence')?.textContent ?? ''
      const key = `${row.querySelector('.cell-packet')?.textContent ?? ''} ${sequence}`
      if (!window.paints.has(key)) fresh.add(key)
    }
    if (fresh.size === 0) return
    requestAnimationFrame(() => {
      const painted = new MessageChannel()
      const keys = [...fresh]
      fresh.clear()
      painted.port1.onmessage = () => {
        const now = performance.timeOrigin + performance.now()
        for (const key of keys) if (!window.paints.has(key)) window.paints.set(key, now)
        painted.port1.close()
      }
      painted.port2.postMessage(null)
    })
  }
  collect()
  new MutationObserver(collect).observe(document.body, { childList: true, subtree: true, characterData: true })
}

function hasPainted(key: string): boolean {
  return window.paints.has(key)
}

async function readPaints(page: Page): Promise<Times> {
  return new Map(await page.evaluate(() => [...window.paints]))
}

function delaysOf(paints: Times, kernelTimes: Times): number[] {
  const delays: number[] = []
  for (const [key, captured] of kernelTimes) {
    if (Number(key.split(' ')[1]) <= warmUpPings) continue
    const painted = paints.get(key)
    // A packet that was never painted is as late as can be.
    delays.push(painted === undefined ? Infinity : painted - captured)
  }
  return delays.sort((a, b) => a - b)
}

function summarise(delays: readonly number[], log: (line: string) => void): readonly Measure[] {
  const at = (share: number): number => delays[Math.min(delays.length - 1, Math.floor(delays.length * share))]!
  const never = delays.filter((delay) => delay === Infinity).length
  const figures = [0.5, 0.9, 0.99].map((share) => `p${share * 100} ${at(share).toFixed(1)} ms`)
  log(
    `${delays.length} packets: ${figures.join(', ')}, longest ${delays.at(-1)!.toFixed(1)} ms; ${never} never painted`,
  )
  const name = 'paint, 99 of 100 packets from kernel to pixel within'
  return [{ name, value: at(0.99), unit: 'ms', isMoreBetter: false, target: 100 }]
}
