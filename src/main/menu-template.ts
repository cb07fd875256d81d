import type { MenuItemConstructorOptions } from 'electron'

const english = {
  file: '&File',
  quit: 'Quit',
  edit: '&Edit',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  view: '&View',
  reload: 'Reload',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  resetZoom: 'Actual size',
  fullScreen: 'Full screen',
  developerTools: 'Developer tools',
}

const japanese: typeof english = {
  file: 'ファイル(&F)',
  quit: '終了',
  edit: '編集(&E)',
  cut: '切り取り',
  copy: 'コピー',
  paste: '貼り付け',
  selectAll: 'すべて選択',
  view: '表示(&V)',
  reload: '再読み込み',
  zoomIn: '拡大',
  zoomOut: '縮小',
  resetZoom: '実際のサイズ',
  fullScreen: '全画面表示',
  developerTools: '開発者ツール',
}

/** The window's menu, in Japanese where the system is (`ja`, `ja-JP`), else in English. */
export function menuTemplate(locale: string, hasDeveloperTools: boolean): MenuItemConstructorOptions[] {
  const label = locale === 'ja' || locale.startsWith('ja-') ? japanese : english
  const developerTools: MenuItemConstructorOptions[] = [{ label: label.developerTools, role: 'toggleDevTools' }]
  return [
    { label: label.file, submenu: [{ label: label.quit, role: 'quit' }] },
    {
      label: label.edit,
      submenu: [
        { label: label.cut, role: 'cut' },
        { label: label.copy, role: 'copy' },
        { label: label.paste, role: 'paste' },
        { label: label.selectAll, role: 'selectAll' },
      ],
    },
    {
      label: label.view,
      submenu: [
        { label: label.reload, role: 'reload' },
        { label: label.zoomIn, role: 'zoomIn' },
        { label: label.zoomOut, role: 'zoomOut' },
        { label: label.resetZoom, role: 'resetZoom' },
        { label: label.fullScreen, role: 'togglefullscreen' },
        ...(hasDeveloperTools ? developerTools : []),
      ],
    },
  ]
}
