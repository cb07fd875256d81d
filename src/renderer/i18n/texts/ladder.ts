/** What the screen says about: ladder; both languages have the same keys. */
export const ladderTexts = {
  en: {
    ladder: {
      label: 'Ladder diagram',
      empty: 'Nothing to draw yet',
      emptyText: 'Every interface becomes a column; each packet is drawn from one to the next as time goes down.',
      showing: 'The newest {{count}} packets',
      around: '{{count}} packets around the selected one',
      sighting: '{{packet}} at {{interface}}',
    },
  },
  ja: {
    ladder: {
      label: 'ラダー図',
      empty: '描くものがまだありません',
      emptyText: 'インターフェースを 1 列ずつ並べ、時間を下向きにとって、パケットが渡っていく様子を矢印で描きます。',
      showing: '最新の {{count}} パケット',
      around: '選択中のパケットの前後 {{count}} パケット',
      sighting: '{{interface}} での{{packet}}',
    },
  },
} as const
