/** What the screen says about: tasks, the panels that failed; both languages have the same keys. */
export const tasksTexts = {
  en: {
    tasks: {
      connecting: 'Connecting to the tracer',
      examining: 'Looking at what this machine has',
      discovering: 'Reading the network',
      opening: 'Opening the recording',
      starting: 'Starting captures',
      stopping: 'Stopping captures',
      saving: 'Saving the capture',
      tracing: 'Tracing the route {{about}}',
      cancel: 'Cancel',
    },
    failure: {
      title: 'This part of the screen stopped working',
      text: 'Hopscope made a mistake here; the other parts go on, and nothing that was captured is lost.',
      again: 'Show it again',
      copy: 'Copy the details',
    },
  },
  ja: {
    tasks: {
      connecting: 'トレーサーに接続しています',
      examining: 'このマシンの環境を確認しています',
      discovering: 'ネットワークを読み取っています',
      opening: '記録を開いています',
      starting: 'キャプチャを開始しています',
      stopping: 'キャプチャを停止しています',
      saving: 'キャプチャを保存しています',
      tracing: '経路を追跡しています（{{about}}）',
      cancel: '中止',
    },
    failure: {
      title: '画面のこの部分が動かなくなりました',
      text: 'Hopscope の内部で問題が起きました。ほかの部分はそのまま使え、キャプチャした内容も失われていません。',
      again: 'もう一度表示',
      copy: '詳細をコピー',
    },
  },
} as const
