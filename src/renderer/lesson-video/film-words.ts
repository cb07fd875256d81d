import type { HeaderField, QuestionKind } from '../../core/lesson/lesson'

/** The words that a video has besides the map's and the lesson's own. */
export interface FilmWords {
  readonly field: Readonly<Record<HeaderField, string>>
  readonly question: string
  readonly answer: string
  /** What is asked for, by the question's kind; '' where the prompt says all. */
  readonly hint: Readonly<Record<QuestionKind, string>>
  readonly unknown: string
}

/** The words in the languages of the screen. */
export const filmWords: Readonly<Record<'en' | 'ja', FilmWords>> = {
  en: {
    field: {
      source: 'Source',
      destination: 'Destination',
      ttl: 'TTL',
      icmpId: 'ICMP id',
      sourcePort: 'Source port',
      destinationPort: 'Destination port',
      sourceMac: 'Source MAC',
      destinationMac: 'Destination MAC',
    },
    question: 'Question',
    answer: 'Answer',
    hint: {
      'next-source': 'Which source address will the packet have here?',
      ttl: 'Which TTL will the packet have here?',
      'dropped-at': 'At which interface was the packet dropped?',
      'order-hops': 'In which order does the packet pass these interfaces?',
      choose: '',
      text: '',
    },
    unknown: 'The packets of this recording do not tell.',
  },
  ja: {
    field: {
      source: '送信元',
      destination: '宛先',
      ttl: 'TTL',
      icmpId: 'ICMP 識別子',
      sourcePort: '送信元ポート',
      destinationPort: '宛先ポート',
      sourceMac: '送信元 MAC',
      destinationMac: '宛先 MAC',
    },
    question: '問題',
    answer: '答え',
    hint: {
      'next-source': 'ここでの送信元アドレスは何になりますか？',
      ttl: 'ここでの TTL はいくつになりますか？',
      'dropped-at': 'パケットはどのインターフェースで破棄されましたか？',
      'order-hops': 'パケットはこれらのインターフェースをどの順に通りますか？',
      choose: '',
      text: '',
    },
    unknown: 'この記録のパケットからは答えが分かりません。',
  },
}
