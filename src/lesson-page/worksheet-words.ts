import type { WorksheetColumn } from '../core/lesson/worksheet'

/** What a worksheet says of its own, beside the lesson's texts. */
export interface WorksheetWords {
  readonly name: string
  readonly date: string
  readonly map: string
  readonly interfaces: string
  readonly routes: string
  readonly natRules: string
  readonly story: string
  readonly questions: string
  readonly solutions: string
  /** What to do with the choices of a question. */
  readonly tick: string
  readonly number: string
  readonly at: string
  readonly packet: string
  readonly unanswered: string
  readonly columns: Readonly<Record<WorksheetColumn, string>>
}

/** The words of both languages. */
export const worksheetWords: Readonly<Record<'en' | 'ja', WorksheetWords>> = {
  en: {
    name: 'Name',
    date: 'Date',
    map: 'The network',
    interfaces: 'Interfaces',
    routes: 'Routes',
    natRules: 'NAT rules',
    story: 'What happens',
    questions: 'Questions',
    solutions: 'Answers',
    tick: 'Tick what is right.',
    number: 'Number them in the order in which the packet passes.',
    at: 'At',
    packet: 'Packet',
    unanswered: 'The packet does not tell.',
    columns: {
      place: 'Where',
      interface: 'Interface',
      mac: 'MAC',
      address: 'Addresses',
      destination: 'Destination',
      gateway: 'Gateway',
      rule: 'Rule',
      source: 'Source',
      kind: 'Kind',
    },
  },
  ja: {
    name: '氏名',
    date: '日付',
    map: 'ネットワーク',
    interfaces: 'インターフェース',
    routes: '経路表',
    natRules: 'NAT の規則',
    story: 'あらすじ',
    questions: '問題',
    solutions: '解答',
    tick: '正しいものに印を付けてください。',
    number: 'パケットが通る順に番号を付けてください。',
    at: '場所',
    packet: 'パケット',
    unanswered: 'パケットからは分かりません。',
    columns: {
      place: '場所',
      interface: 'インターフェース',
      mac: 'MAC',
      address: 'アドレス',
      destination: '宛先',
      gateway: 'ゲートウェイ',
      rule: '規則',
      source: '送信元',
      kind: '種類',
    },
  },
}
