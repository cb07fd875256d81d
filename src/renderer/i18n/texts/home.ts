/** What the screen says about where one begins: the course, the user's own lessons, going live; both languages have the same keys. */
export const homeTexts = {
  en: {
    home: {
      lead: 'See where every packet goes: from a container through Docker, WSL and Windows to the internet.',
      open: 'Home: course and first steps',
      course: 'Course',
      courseLead: 'Six short lessons on packets that were really captured. Take over at any moment.',
      minutes_one: '{{count}} minute',
      minutes_other: '{{count}} minutes',
      own: 'Your lessons',
      noLessons: 'The course cannot be read at the moment.',
      live: 'Watch your own network',
      liveReady: 'All that tracing live takes is there: choose where from and where to, and ping.',
      toMap: 'To the live map',
      openFile: 'Open a lesson or a capture…',
      atStart: 'Show this when Hopscope starts',
    },
  },
  ja: {
    home: {
      lead: 'コンテナから Docker、WSL、Windows を通ってインターネットまで、パケットの通り道が見えます。',
      open: 'ホーム: コースと準備',
      course: 'コース',
      courseLead: '実際にキャプチャしたパケットで学ぶ、6 つの短いレッスンです。いつでも自分で操作に切り替えられます。',
      minutes_one: '約 {{count}} 分',
      minutes_other: '約 {{count}} 分',
      own: '自分のレッスン',
      noLessons: '現在、コースを読み込めません。',
      live: '自分のネットワークを見る',
      liveReady: 'ライブトレースの準備はできています。送信元と宛先を選んで ping を送ってください。',
      toMap: 'ライブのマップへ',
      openFile: 'レッスンやキャプチャを開く…',
      atStart: '起動時にこの画面を表示',
    },
  },
} as const
