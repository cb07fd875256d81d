/** What the screen says about: app, connection, tabs; both languages have the same keys. */
export const appTexts = {
  en: {
    app: {
      dismiss: 'Dismiss',
      copied: 'Copied',
      copyCommand: 'Copy the command',
      close: 'Close',
      comma: ', ',
      resizeViews: 'Height of the lower views',
      resizeInspector: 'Width of the inspector',
    },
    skip: {
      label: 'Skip links',
      map: 'Skip to the map',
      player: 'Skip to the player',
      views: 'Skip to the packets and other views',
      inspector: 'Skip to the inspector',
    },
    connection: {
      connecting: 'Connecting to the tracer…',
      lostTitle: 'The connection to the tracer is lost',
      lostText:
        'What was captured stays on the screen. Hopscope tries again by itself; if it was stopped, start it again:',
    },
    tabs: {
      label: 'Views',
      packets: 'Packets',
      ladder: 'Ladder',
      terminals: 'Terminals',
      facts: 'Facts',
      lesson: 'Lesson',
    },
  },
  ja: {
    app: {
      dismiss: '閉じる',
      copied: 'コピーしました',
      copyCommand: 'コマンドをコピー',
      close: '閉じる',
      comma: '、',
      resizeViews: '下のビューの高さ',
      resizeInspector: 'インスペクターの幅',
    },
    skip: {
      label: 'スキップリンク',
      map: 'マップへ移動',
      player: 'プレーヤーへ移動',
      views: 'パケットなどのビューへ移動',
      inspector: 'インスペクターへ移動',
    },
    connection: {
      connecting: 'トレーサーに接続しています…',
      lostTitle: 'トレーサーとの接続が切れました',
      lostText:
        'ここまでの内容は画面に残っています。自動で再接続します。止めた場合は、次のコマンドでもう一度起動してください:',
    },
    tabs: {
      label: '表示の切り替え',
      packets: 'パケット',
      ladder: 'ラダー図',
      terminals: 'ターミナル',
      facts: '構成情報',
      lesson: 'レッスン',
    },
  },
} as const
