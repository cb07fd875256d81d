import type { RecordingInfo } from '../src/contract/messages'
import { addresses } from '../test/lab/addresses'
import type { Lab } from '../test/lab/lab'
import { answerNames, dropForwarded, fetchFromWindows, lowerMtu, publishPort, type Undo } from '../test/lab/scenarios'
import type { TracedLab, TraceOptions } from './trace-lab'

/** How one of the built-in recordings is made. */
export interface RecordingScript extends RecordingInfo, TraceOptions {
  /** Breaks the lab before the packets are sent. */
  readonly break?: (lab: Lab) => Promise<Undo>
  /** Sends the packets; resolves when all were sent. */
  readonly play: (traced: TracedLab) => Promise<unknown>
}

/** The built-in recordings, as they are listed. */
export const recordingScripts: readonly RecordingScript[] = [
  {
    id: 'bridge',
    title: {
      en: 'container1 pings container2: through the bridge, nothing is rewritten',
      ja: 'container1 から container2 へ ping: ブリッジを通り、何も書き換わらない',
    },
    filter: 'icmp or arp',
    needsRouters: false,
    play: (traced) => ping(traced, addresses.container2, 4),
  },
  {
    id: 'internet',
    title: {
      en: 'container1 pings 8.8.8.8: two masquerades rewrite the source',
      ja: 'container1 から 8.8.8.8 へ ping: 送信元が 2 回マスカレードされる',
    },
    filter: 'icmp',
    needsRouters: true,
    play: (traced) => ping(traced, addresses.internet, 5),
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
    play: ({ type }) => type('container1', `exec busybox nslookup www.example.com ${addresses.internet}`),
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
    play: ({ lab }) => fetchFromWindows(lab),
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
    play: ({ type }) => type('container1', `exec /usr/bin/traceroute -n -I -q 1 -N 1 ${addresses.internet}`),
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
    play: ({ type }) => type('container1', `ping -n -c 2 -W 1 ${addresses.internet}; exit 0`),
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
    play: ({ type }) => type('container1', `/usr/bin/ping -n -c 1 -W 1 -M do -s 1472 ${addresses.internet}; exit 0`),
  },
]

/** Pings from container1. */
function ping({ tracer, namespace, untilExit }: TracedLab, to: string, count: number): Promise<void> {
  return untilExit(() => tracer.handle('ping', { from: namespace('container1'), to, count }))
}
