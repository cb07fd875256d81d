/** What the screen says about: hints, checks; both languages have the same keys. */
export const hintsTexts = {
  en: {
    hints: {
      firstTitle: 'What tracing live takes',
      done: 'there',
      missing: 'missing',
      waiting: 'comes after the others',
      again: 'Check again',
      playRecording: 'Play a recording instead',
      quiet_one: 'The captures run, and nothing has come by for {{count}} second. Send something:',
      quiet_other: 'The captures run, and nothing has come by for {{count}} seconds. Send something:',
      recording: 'A recording plays, because this machine cannot trace live yet.',
      whatIsMissing: 'See what is missing',
    },
    checks: {
      wsl: 'A WSL distribution that starts',
      docker: 'Docker answers',
      tools: 'The tools are installed',
      rights: 'Hopscope may capture',
      adapters: 'Windows’ adapters can be captured (without, those hops are inferred)',
      containers: 'A container runs',
    },
  },
  ja: {
    hints: {
      firstTitle: 'ライブで追跡するために必要なもの',
      done: '準備済み',
      missing: '不足',
      waiting: 'ほかがそろってから確認',
      again: 'もう一度確認',
      playRecording: '代わりに記録を再生',
      quiet_other: 'キャプチャは動いていますが、{{count}} 秒間何も流れていません。何か送ってみましょう:',
      recording: 'このマシンではまだライブで追跡できないため、記録を再生しています。',
      whatIsMissing: '不足しているものを見る',
    },
    checks: {
      wsl: '起動できる WSL ディストリビューションがある',
      docker: 'Docker が応答する',
      tools: '必要なツールが入っている',
      rights: 'キャプチャする権限がある',
      adapters: 'Windows のアダプターでキャプチャできる（なくてもホップを推定できる）',
      containers: 'コンテナが動いている',
    },
  },
} as const
