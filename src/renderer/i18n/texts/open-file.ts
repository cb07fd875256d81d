/** What the screen says about: openFile; both languages have the same keys. */
export const openFileTexts = {
  en: {
    openFile: {
      menu: 'Open a capture or lesson…',
      title: 'Open a capture or lesson',
      choose: 'Choose files…',
      drop: 'or drop them anywhere on this window',
      formats:
        'pcapng and pcap, also of Wireshark and tcpdump -w, or the text that tcpdump -xx printed; lessons as .hopscope.',
      several: 'One file per interface? Open them together: they are merged by time, and each is named after its file.',
      map: 'With the .topology.json that was saved beside it, or that this prints, the map comes back too:',
      dropHere: 'Drop to open',
    },
  },
  ja: {
    openFile: {
      menu: 'キャプチャやレッスンを開く…',
      title: 'キャプチャやレッスンを開く',
      choose: 'ファイルを選択…',
      drop: 'または、このウィンドウにドロップ',
      formats:
        'pcapng と pcap（Wireshark や tcpdump -w のものも可）、または tcpdump -xx の出力テキスト。レッスンは .hopscope です。',
      several:
        'インターフェースごとにファイルが分かれていれば、まとめて開いてください。時刻順に統合し、ファイル名をインターフェース名とします。',
      map: '一緒に保存された .topology.json、または次のコマンドの出力を添えると、マップも再現されます:',
      dropHere: 'ドロップして開く',
    },
  },
} as const
