/** The parts of the command list, in the order in which people are shown them. */
export type CommandGroup = 'file' | 'send' | 'player' | 'packets' | 'map' | 'views' | 'look' | 'help'

/** One thing that a person can ask for, whichever way: its key, the command palette, or the desktop's menu. */
export interface CommandRow {
  readonly id: string
  readonly group: CommandGroup
  /**
   * Keys that run it, the first one being shown: `Space`, `ArrowLeft`, `,`, `L`, `Shift+ArrowLeft`, `Mod+K`. `Mod` is
   * Ctrl, or Command on a Mac.
   */
  readonly keys: readonly string[]
  readonly en: string
  readonly ja: string
  /** How the Japanese name is typed before it becomes kanji, so that it is found without converting. */
  readonly kana: string
  /** Its keys work while text is typed, too. */
  readonly isEverywhere?: true
}

/** Every command, once. Shortcuts, the palette, the list of keys and the desktop's menu all read it. */
export const commands = [
  {
    id: 'openFile',
    group: 'file',
    keys: ['Mod+O'],
    en: 'Open a capture…',
    ja: 'キャプチャを開く…',
    kana: 'きゃぷちゃをひらく',
    isEverywhere: true,
  },
  {
    id: 'saveCapture',
    group: 'file',
    keys: ['Mod+S'],
    en: 'Save capture…',
    ja: 'キャプチャを保存…',
    kana: 'きゃぷちゃをほぞん',
    isEverywhere: true,
  },
  { id: 'ping', group: 'send', keys: ['P'], en: 'Ping', ja: 'Ping を送る', kana: 'ぴんぐをおくる' },
  { id: 'trace', group: 'send', keys: ['T'], en: 'Trace route', ja: '経路を追跡', kana: 'けいろをついせき' },
  {
    id: 'chooseTarget',
    group: 'send',
    keys: ['G'],
    en: 'Choose where to send to',
    ja: '宛先を選ぶ',
    kana: 'あてさきをえらぶ',
  },
  {
    id: 'toggleCapture',
    group: 'send',
    keys: ['C'],
    en: 'Start or stop capturing',
    ja: 'キャプチャを開始／停止',
    kana: 'きゃぷちゃをかいしていし',
  },
  {
    id: 'discover',
    group: 'send',
    keys: ['D'],
    en: 'Discover the network again',
    ja: 'ネットワークをもう一度検出',
    kana: 'ねっとわーくをもういちどけんしゅつ',
  },
  {
    id: 'playOrPause',
    group: 'player',
    keys: ['Space'],
    en: 'Play or pause',
    ja: '再生／一時停止',
    kana: 'さいせいいちじていし',
  },
  { id: 'hopBack', group: 'player', keys: ['ArrowLeft'], en: 'One hop back', ja: '1 ホップ戻る', kana: 'ほっぷもどる' },
  {
    id: 'hopForward',
    group: 'player',
    keys: ['ArrowRight'],
    en: 'One hop forward',
    ja: '1 ホップ進む',
    kana: 'ほっぷすすむ',
  },
  {
    id: 'transformationBack',
    group: 'player',
    keys: ['Shift+ArrowLeft'],
    en: 'Back to the previous transformation',
    ja: '前の変換へ戻る',
    kana: 'まえのへんかんへもどる',
  },
  {
    id: 'transformationForward',
    group: 'player',
    keys: ['Shift+ArrowRight'],
    en: 'On to the next transformation',
    ja: '次の変換へ進む',
    kana: 'つぎのへんかんへすすむ',
  },
  {
    id: 'previousPacket',
    group: 'player',
    keys: [','],
    en: 'Previous packet',
    ja: '前のパケット',
    kana: 'まえのぱけっと',
  },
  { id: 'nextPacket', group: 'player', keys: ['.'], en: 'Next packet', ja: '次のパケット', kana: 'つぎのぱけっと' },
  { id: 'slower', group: 'player', keys: ['['], en: 'Slower', ja: '遅くする', kana: 'おそくする' },
  { id: 'faster', group: 'player', keys: [']'], en: 'Faster', ja: '速くする', kana: 'はやくする' },
  {
    id: 'loop',
    group: 'player',
    keys: ['R'],
    en: 'Loop this packet',
    ja: 'このパケットをループ再生',
    kana: 'このぱけっとをるーぷさいせい',
  },
  {
    id: 'loopFrom',
    group: 'player',
    keys: ['A'],
    en: 'Loop from here (A)',
    ja: 'ここからループ（A 点）',
    kana: 'ここからるーぷ',
  },
  {
    id: 'loopTo',
    group: 'player',
    keys: ['B'],
    en: 'Loop until here (B)',
    ja: 'ここまでループ（B 点）',
    kana: 'ここまでるーぷ',
  },
  {
    id: 'openBundle',
    group: 'player',
    keys: ['O'],
    en: 'Open a bundle of packets',
    ja: 'まとまったパケットを開く',
    kana: 'まとまったぱけっとをひらく',
  },
  {
    id: 'follow',
    group: 'player',
    keys: ['F'],
    en: 'Follow what plays',
    ja: '再生中のパケットを追う',
    kana: 'さいせいちゅうのぱけっとをおう',
  },
  { id: 'live', group: 'player', keys: ['L'], en: 'Back to live', ja: 'ライブに戻る', kana: 'らいぶにもどる' },
  {
    id: 'filter',
    group: 'packets',
    keys: ['/'],
    en: 'Filter packets',
    ja: 'パケットを絞り込む',
    kana: 'ぱけっとをしぼりこむ',
  },
  {
    id: 'clearFilter',
    group: 'packets',
    keys: [],
    en: 'Clear the filter',
    ja: '絞り込みを解除',
    kana: 'しぼりこみをかいじょ',
  },
  {
    id: 'clearSelection',
    group: 'packets',
    keys: ['Escape'],
    en: 'Clear the selection',
    ja: '選択を解除',
    kana: 'せんたくをかいじょ',
  },
  {
    id: 'copyPacket',
    group: 'packets',
    keys: ['Shift+C'],
    en: 'Copy the packet as text',
    ja: 'パケットをテキストとしてコピー',
    kana: 'ぱけっとをてきすととしてこぴー',
  },
  {
    id: 'copyFilter',
    group: 'packets',
    keys: ['Shift+W'],
    en: 'Copy the Wireshark display filter',
    ja: 'Wireshark の表示フィルターをコピー',
    kana: 'わいやーしゃーくのひょうじふぃるたーをこぴー',
  },
  {
    id: 'openInWireshark',
    group: 'packets',
    keys: ['W'],
    en: 'Open in Wireshark',
    ja: 'Wireshark で開く',
    kana: 'わいやーしゃーくでひらく',
  },
  {
    id: 'enlargeInspector',
    group: 'packets',
    keys: ['E'],
    en: 'Enlarge the inspector',
    ja: 'インスペクターを拡大',
    kana: 'いんすぺくたーをかくだい',
  },
  {
    id: 'fitMap',
    group: 'map',
    keys: ['0'],
    en: 'Fit the map',
    ja: 'マップ全体を表示',
    kana: 'まっぷぜんたいをひょうじ',
  },
  {
    id: 'zoomIn',
    group: 'map',
    keys: ['+', '='],
    en: 'Zoom in on the map',
    ja: 'マップを拡大',
    kana: 'まっぷをかくだい',
  },
  {
    id: 'zoomOut',
    group: 'map',
    keys: ['-'],
    en: 'Zoom out of the map',
    ja: 'マップを縮小',
    kana: 'まっぷをしゅくしょう',
  },
  {
    id: 'resetMap',
    group: 'map',
    keys: [],
    en: 'Reset the positions on the map',
    ja: 'マップの配置を元に戻す',
    kana: 'まっぷのはいちをもとにもどす',
  },
  {
    id: 'showPackets',
    group: 'views',
    keys: ['1'],
    en: 'Show packets',
    ja: 'パケットを表示',
    kana: 'ぱけっとをひょうじ',
  },
  {
    id: 'showLadder',
    group: 'views',
    keys: ['2'],
    en: 'Show the ladder',
    ja: 'ラダー図を表示',
    kana: 'らだーずをひょうじ',
  },
  {
    id: 'showTerminals',
    group: 'views',
    keys: ['3'],
    en: 'Show terminals',
    ja: 'ターミナルを表示',
    kana: 'たーみなるをひょうじ',
  },
  {
    id: 'showFacts',
    group: 'views',
    keys: ['4'],
    en: 'Show facts',
    ja: '構成情報を表示',
    kana: 'こうせいじょうほうをひょうじ',
  },
  {
    id: 'toggleInspector',
    group: 'views',
    keys: ['I'],
    en: 'Show or hide the inspector',
    ja: 'インスペクターを表示／非表示',
    kana: 'いんすぺくたーをひょうじひひょうじ',
  },
  {
    id: 'toggleViews',
    group: 'views',
    keys: ['V'],
    en: 'Show or hide the lower views',
    ja: '下のビューを表示／非表示',
    kana: 'したのびゅーをひょうじひひょうじ',
  },
  {
    id: 'nextRegion',
    group: 'views',
    keys: ['F6'],
    en: 'Go to the next part of the screen',
    ja: '画面の次の領域へ移動',
    kana: 'がめんのつぎのりょういきへいどう',
    isEverywhere: true,
  },
  {
    id: 'previousRegion',
    group: 'views',
    keys: ['Shift+F6'],
    en: 'Go to the previous part of the screen',
    ja: '画面の前の領域へ移動',
    kana: 'がめんのまえのりょういきへいどう',
    isEverywhere: true,
  },
  {
    id: 'themeSystem',
    group: 'look',
    keys: [],
    en: 'Theme: follow the system',
    ja: 'テーマ: システムに合わせる',
    kana: 'てーましすてむにあわせる',
  },
  { id: 'themeDark', group: 'look', keys: [], en: 'Theme: dark', ja: 'テーマ: ダーク', kana: 'てーまだーく' },
  { id: 'themeLight', group: 'look', keys: [], en: 'Theme: light', ja: 'テーマ: ライト', kana: 'てーまらいと' },
  {
    id: 'themeProjector',
    group: 'look',
    keys: [],
    en: 'Theme: projector',
    ja: 'テーマ: プロジェクター',
    kana: 'てーまぷろじぇくたー',
  },
  { id: 'english', group: 'look', keys: [], en: 'English', ja: 'English（英語）', kana: 'えいご' },
  { id: 'japanese', group: 'look', keys: [], en: '日本語 (Japanese)', ja: '日本語', kana: 'にほんご' },
  {
    id: 'palette',
    group: 'help',
    keys: ['Mod+K', 'F1'],
    en: 'All commands',
    ja: 'すべてのコマンド',
    kana: 'すべてのこまんど',
    isEverywhere: true,
  },
  {
    id: 'keys',
    group: 'help',
    keys: ['?'],
    en: 'Keyboard shortcuts',
    ja: 'キーボードショートカット',
    kana: 'きーぼーどしょーとかっと',
  },
] as const satisfies readonly CommandRow[]

/** The name of a command in code and between menu and screen. */
export type CommandId = (typeof commands)[number]['id']

/** The row of a command. */
export function commandRow(id: CommandId): CommandRow {
  // Every id is that of a row.
  return commands.find((row) => row.id === id)!
}
