import type { JourneyKind } from '../../core/journey/journey'
import type { MapWords } from './map-words'

/** The words that are drawn beside tokens. */
export interface SceneWords {
  readonly kind: Readonly<Record<JourneyKind, string>>
  readonly dnsQuery: string
  readonly dnsResponse: string
  /** Of how many fragments a datagram, or of how many pieces an offloaded segment, is made. */
  fragments(count: number): string
  segments(count: number): string
  /** It was in fragments before. */
  readonly reassembled: string
  lost(after: string): string
  rejected(by: string): string
  expired(at: string): string
}

/** The scene's own words in the languages of the screen. */
export const sceneWords: Readonly<Record<'en' | 'ja', SceneWords & MapWords>> = {
  en: {
    kind: {
      'echo-request': 'echo request',
      'echo-reply': 'echo reply',
      'time-exceeded': 'time exceeded',
      'destination-unreachable': 'destination unreachable',
      tcp: 'TCP',
      udp: 'UDP',
      arp: 'ARP',
      other: 'other',
    },
    dnsQuery: 'DNS query',
    dnsResponse: 'DNS response',
    fragments: (count) => `${count} fragments`,
    segments: (count) => `${count} segments`,
    reassembled: '1 datagram, reassembled',
    lost: (after) => `lost after ${after}`,
    rejected: (by) => `rejected by ${by}`,
    expired: (at) => `TTL expired at ${at}`,
    packets: (count) => (count === 1 ? '1 packet' : `${count.toLocaleString('en')} packets`),
    networkingMode: (mode) => `networking mode: ${mode}`,
    dockerNetworks: 'Docker networks',
    world: { linux: 'Linux', wsl: 'WSL', windows: 'Windows', lan: 'LAN' },
    idle: (count) => (count === 1 ? '1 idle container' : `${count} idle containers`),
    hostNetwork: "uses the host's network",
    noNetwork: 'no network',
    unknownNetwork: 'not looked into',
    stopped: (state) => (state === '' || state === 'exited' ? 'stopped' : `not running (${state})`),
    sharedWith: (names) => `shared with ${names}`,
    lan: 'LAN',
    captures: 'Captures',
  },
  ja: {
    kind: {
      'echo-request': 'エコー要求',
      'echo-reply': 'エコー応答',
      'time-exceeded': '時間超過',
      'destination-unreachable': '宛先到達不能',
      tcp: 'TCP',
      udp: 'UDP',
      arp: 'ARP',
      other: 'その他',
    },
    dnsQuery: 'DNS 問い合わせ',
    dnsResponse: 'DNS 応答',
    fragments: (count) => `${count} フラグメント`,
    segments: (count) => `${count} セグメント`,
    reassembled: '1 データグラムに再構成',
    lost: (after) => `${after} の先で消失`,
    rejected: (by) => `${by} が拒否`,
    expired: (at) => `${at} で TTL 切れ`,
    packets: (count) => `${count.toLocaleString('ja')} パケット`,
    networkingMode: (mode) => `ネットワークモード: ${mode}`,
    dockerNetworks: 'Docker ネットワーク',
    world: { linux: 'Linux', wsl: 'WSL', windows: 'Windows', lan: 'LAN' },
    idle: (count) => `通信のないコンテナ ${count} 個`,
    hostNetwork: 'ホストのネットワークを使用',
    noNetwork: 'ネットワークなし',
    unknownNetwork: '内部を読み取れません',
    stopped: (state) => (state === '' || state === 'exited' ? '停止中' : `停止中（${state}）`),
    sharedWith: (names) => `${names} と共有`,
    lan: 'LAN',
    captures: 'キャプチャ',
  },
}
