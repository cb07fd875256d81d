/**
 * What core/recording says of a damaged or foreign file, with `{}` where a value stands, and the same in Japanese with
 * the values by their place.
 */
const sentences: readonly (readonly [english: string, japanese: string])[] = [
  [
    'The file ends within its first 24 bytes: it is no pcap capture.',
    'ファイルが最初の 24 バイト以内で終わっているため、pcap のキャプチャではありません。',
  ],
  [
    'The file ends within its first block: it is no pcapng capture.',
    'ファイルが最初のブロックの途中で終わっているため、pcapng のキャプチャではありません。',
  ],
  [
    'This is the modified pcap format of old Red Hat systems; convert it with: editcap -F pcapng OLD NEW',
    '古い Red Hat で使われた変則的な pcap 形式です。次のコマンドで変換してください: editcap -F pcapng 元のファイル 新しいファイル',
  ],
  [
    'This is no pcap capture: it does not begin with pcap’s magic number.',
    'pcap のマジックナンバーで始まっていないため、pcap のキャプチャではありません。',
  ],
  [
    'This is pcap version {}, and only version 2 can be read.',
    'pcap のバージョン {0} です。読み込めるのはバージョン 2 だけです。',
  ],
  ['This is no pcapng capture: {}.', 'pcapng のキャプチャではありません（{0}）。'],
  ['The file is empty.', 'ファイルが空です。'],
  [
    'The file is compressed; unpack it first with: gunzip FILE',
    'ファイルが圧縮されています。先に展開してください: gunzip ファイル名',
  ],
  [
    'This is no capture: neither pcapng, pcap nor the text of tcpdump -xx.',
    'キャプチャではありません。pcapng、pcap、tcpdump -xx の出力のいずれでもありません。',
  ],
  [
    'The file ends in the middle of a packet at byte {}; the {} packets before it were read.',
    'ファイルが {0} バイト目、パケットの途中で終わっています。それより前の {1} パケットは読み込みました。',
  ],
  [
    'The file ends in the middle of a block at byte {}; the {} packets before it were read.',
    'ファイルが {0} バイト目、ブロックの途中で終わっています。それより前の {1} パケットは読み込みました。',
  ],
  [
    'The file is damaged at byte {}: a packet claims to be {} bytes long. The {} packets before it were read.',
    'ファイルが {0} バイト目で壊れています（パケットの長さが {1} バイトとされています）。それより前の {2} パケットは読み込みました。',
  ],
  [
    'The file is damaged at byte {}: {}. The {} packets before it were read.',
    'ファイルが {0} バイト目で壊れています（{1}）。それより前の {2} パケットは読み込みました。',
  ],
  [
    '{} packets name an interface that the file does not describe; they were skipped.',
    '{0} パケットは、ファイルに記載のないインターフェースを指しているため読み飛ばしました。',
  ],
  [
    '{} packet blocks are longer than 1 MiB; they were skipped.',
    '{0} 個のパケットブロックは 1 MiB を超えるため読み飛ばしました。',
  ],
  [
    '{} packets have no hex lines and were skipped; print them with tcpdump -xx.',
    '{0} パケットは 16 進の行がないため読み飛ばしました。tcpdump には -xx を付けてください。',
  ],
  [
    '{} packets miss hex lines in their middle; they were cut off there.',
    '{0} パケットは途中の 16 進の行が欠けているため、そこで打ち切りました。',
  ],
  ['a section header has no byte-order magic', 'セクションヘッダーにバイトオーダーマジックがありません'],
  ['it does not begin with a section header', 'セクションヘッダーで始まっていません'],
  ['a block claims to be {} bytes long', 'ブロックの長さが {0} バイトとされています'],
]

const patterns = sentences.map(([english, japanese]) => {
  const parts = english.split('{}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return { pattern: new RegExp(`^${parts.join('(.*?)')}$`, 's'), japanese }
})

/** The sentence in Japanese; the English one when nobody translated it. */
export function captureSentenceInJapanese(sentence: string): string {
  for (const { pattern, japanese } of patterns) {
    const found = pattern.exec(sentence)
    if (found)
      return japanese.replace(/\{(\d)\}/g, (_, place: string) =>
        captureSentenceInJapanese(found[Number(place) + 1] ?? ''),
      )
  }
  // Of several files it is said which one is meant: `eth0.pcap: The file is empty.`
  const named = /^([^:]*\.[^:.]*: )(.+)$/s.exec(sentence)
  return named === null ? sentence : `${named[1]!}${captureSentenceInJapanese(named[2]!)}`
}
