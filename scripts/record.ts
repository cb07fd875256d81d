import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Events, RecordingInfo, TerminalInfo } from '../src/contract/messages'
import { createTracer, type Tracer } from '../src/tracer/session'
import { addresses } from '../test/lab/addresses'
import { createLab, type Lab } from '../test/lab/lab'
import { answerNames, dropForwarded, fetchFromWindows, lowerMtu, publishPort, type Undo } from '../test/lab/scenarios'

/** `npm run record [-- ID…]`: makes the built-in recordings anew, all or those named, by tracing a lab of its own with Hopscope's own tracer. */

interface Script extends RecordingInfo {
  /** pcap filter. */
  readonly filter: string
  /** Whether the map shall show the routers on the way, which only a traceroute tells. */
  readonly needsRouters: boolean
  /** Adds to the lab before the network is read. */
  readonly prepare?: (lab: Lab) => Promise<Undo>
  /** Breaks the lab before the packets are sent. */
  readonly break?: (lab: Lab) => Promise<Undo>
  /** Sends the packets; resolves when all were sent. */
  readonly play: (tracer: Tracer, from: string, lab: Lab) => Promise<unknown>
}

const scripts: readonly Script[] = [
  {
    id: 'bridge',
    title: {
      en: 'container1 pings container2: through the bridge, nothing is rewritten',
      ja: 'container1 から container2 へ ping: ブリッジを通り、何も書き換わらない',
    },
    filter: 'icmp or arp',
    needsRouters: false,
    play: (tracer, from) =>
      untilExit(tracer, () => tracer.handle('ping', { from, to: addresses.container2, count: 4 })),
  },
  {
    id: 'internet',
    title: {
      en: 'container1 pings 8.8.8.8: two masquerades rewrite the source',
      ja: 'container1 から 8.8.8.8 へ ping: 送信元が 2 回マスカレードされる',
    },
    filter: 'icmp',
    needsRouters: true,
    play: (tracer, from) => untilExit(tracer, () => tracer.handle('ping', { from, to: addresses.internet, count: 5 })),
  },
  {
    id: 'names',
    title: {
      en: 'container1 asks 8.8.8.8 for a name: DNS takes the same way',
      ja: 'container1 が 8.8.8.8 に名前を問い合わせる: DNS も同じ道を通る',
    },
    filter: 'icmp or udp port 53',
    needsRouters: true,
    prepare: answerNames,
    play: (tracer, from) => typeInShell(tracer, from, `exec busybox nslookup www.example.com ${addresses.internet}`),
  },
  {
    id: 'published-port',
    title: {
      en: 'Windows opens a published port: DNAT rewrites the destination',
      ja: 'Windows から公開ポートを開く: DNAT が宛先を書き換える',
    },
    filter: 'icmp or arp or tcp',
    needsRouters: false,
    prepare: publishPort,
    play: (_, __, lab) => fetchFromWindows(lab),
  },
  {
    id: 'traceroute',
    title: {
      en: 'container1 traces the route to 8.8.8.8: TTLs expire hop by hop',
      ja: 'container1 から 8.8.8.8 へ traceroute: TTL がホップごとに尽きる',
    },
    filter: 'icmp',
    needsRouters: true,
    // The tracer's own traceroute sends three probes a hop, sixteen at once: too much to follow with the eye. The path
    // is full because busybox's shell would run its own traceroute.
    play: (tracer, from) => typeInShell(tracer, from, `exec /usr/bin/traceroute -n -I -q 1 -N 1 ${addresses.internet}`),
  },
  {
    id: 'why-dropped',
    title: {
      en: 'container1 pings 8.8.8.8 in vain: a rule in DOCKER-USER drops it',
      ja: 'container1 から 8.8.8.8 への ping が届かない: DOCKER-USER のルールが破棄する',
    },
    filter: 'icmp',
    needsRouters: false,
    break: dropForwarded,
    // ping fails when nothing answers; the shell ends well.
    play: (tracer, from) => typeInShell(tracer, from, `ping -n -c 2 -W 1 ${addresses.internet}; exit 0`),
  },
  {
    id: 'why-mtu',
    title: {
      en: 'container1 sends 1500 bytes that must not be fragmented: eth0 carries only 1400',
      ja: 'container1 が分割禁止の 1500 バイトを送る: eth0 の MTU は 1400',
    },
    filter: 'icmp',
    needsRouters: false,
    break: (lab) => lowerMtu(lab),
    play: (tracer, from) =>
      typeInShell(tracer, from, `/usr/bin/ping -n -c 1 -W 1 -M do -s 1472 ${addresses.internet}; exit 0`),
  },
]

/** Runs a line in a container's shell. */
async function typeInShell(tracer: Tracer, namespace: string, line: string): Promise<void> {
  await untilExit(tracer, async () => {
    const terminal = await tracer.handle('shell', { namespace })
    await tracer.handle('terminalInput', { id: terminal.id, data: `${line}\r` })
    return terminal
  })
}

async function main(): Promise<void> {
  const resources = join(import.meta.dirname, '../resources/recordings')
  const lab = createLab({ name: `record-${process.pid}` })
  const folder = await mkdtemp(join(tmpdir(), 'hopscope-record-'))
  try {
    await lab.up()
    const wanted = process.argv.slice(2)
    for (const script of scripts.filter(({ id }) => wanted.length === 0 || wanted.includes(id))) {
      await record(lab, script, { ...process.env, ...lab.environment }, join(folder, script.id))
      await rm(join(resources, script.id), { recursive: true, force: true })
      await mkdir(resources, { recursive: true })
      await rename(join(folder, script.id), join(resources, script.id))
    }
  } finally {
    await lab.down()
    await rm(folder, { recursive: true, force: true })
  }
}

async function record(lab: Lab, script: Script, environment: NodeJS.ProcessEnv, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const tracer = createTracer({
    environment,
    host: 'windows',
    resourcesDirectory: '',
    version: '',
    chooseSavePath: () => Promise.resolve(join(folder, 'recording.pcapng')),
  })
  const unprepare = await script.prepare?.(lab)
  let settled = 0
  const problems: string[] = []
  tracer.onJourney(() => settled++)
  tracer.subscribe((name, event) => {
    if (name === 'problem') problems.push((event as Events['problem']).message)
  })
  try {
    const discovered = await tracer.handle('discover', null)
    const from = discovered.namespaces.find(({ name }) => name === 'container1')
    if (from === undefined) throw new Error('Discovery found no container1.')
    if (script.needsRouters) {
      await untilExit(tracer, () =>
        tracer.handle('traceroute', { from: from.id, to: addresses.internet, probes: 'icmp' }),
      )
    }
    await tracer.handle('start', { interfaces: null, filter: script.filter })
    const undo = await script.break?.(lab)
    try {
      await script.play(tracer, from.id, lab)
      await tracer.handle('stop', null)
      // The map shows the fault, and what its rule has counted.
      if (undo !== undefined) await tracer.handle('discover', null)
    } finally {
      await undo?.()
    }
    if (problems.length > 0) throw new Error(`The recording ${script.id} is not whole: ${problems.join(' ')}`)
    await tracer.handle('saveCapture', null)
  } finally {
    await tracer.close()
    await unprepare?.()
  }
  const info = { id: script.id, title: script.title }
  await writeFile(join(folder, 'info.json'), `${JSON.stringify(info, null, 2)}\n`)
  await rename(join(folder, 'recording.topology.json'), join(folder, 'topology.json'))
  console.log(`${script.id}: ${settled} journeys`)
}

/** Opens a terminal and resolves when its program has ended well. */
async function untilExit(tracer: Tracer, open: () => Promise<TerminalInfo>): Promise<void> {
  const exits = new Map<number, number | null>()
  let heard: () => void = () => undefined
  const unsubscribe = tracer.subscribe((name, event) => {
    if (name !== 'terminalExit') return
    const { id, exitCode } = event as Events['terminalExit']
    exits.set(id, exitCode)
    heard()
  })
  const { id, title } = await open()
  while (!exits.has(id)) await new Promise<void>((resolve) => (heard = resolve))
  unsubscribe()
  const exitCode = exits.get(id)
  if (exitCode !== 0) throw new Error(`"${title}" ended with exit code ${exitCode ?? 'none'}.`)
}

await main()
