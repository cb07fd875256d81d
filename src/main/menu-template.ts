import type { MenuItemConstructorOptions } from 'electron'
import { commands, type CommandGroup, type CommandId, type CommandRow } from '../contract/commands'

const english = {
  file: '&File',
  quit: 'Quit',
  edit: '&Edit',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  send: '&Capture',
  player: '&Play',
  lesson: '&Lesson',
  packets: '&Packets',
  view: '&View',
  reload: 'Reload',
  zoomIn: 'Larger text',
  zoomOut: 'Smaller text',
  resetZoom: 'Usual size',
  fullScreen: 'Full screen',
  developerTools: 'Developer tools',
  help: '&Help',
}

const japanese: typeof english = {
  file: 'ファイル(&F)',
  quit: '終了',
  edit: '編集(&E)',
  cut: '切り取り',
  copy: 'コピー',
  paste: '貼り付け',
  selectAll: 'すべて選択',
  send: 'キャプチャ(&C)',
  player: '再生(&P)',
  lesson: 'レッスン(&L)',
  packets: 'パケット(&K)',
  view: '表示(&V)',
  reload: '再読み込み',
  zoomIn: '文字を大きく',
  zoomOut: '文字を小さく',
  resetZoom: '標準の大きさ',
  fullScreen: '全画面表示',
  developerTools: '開発者ツール',
  help: 'ヘルプ(&H)',
}

/** What the menu is made for. */
export interface MenuOptions {
  readonly language: 'en' | 'ja'
  readonly hasDeveloperTools: boolean
  readonly platform: NodeJS.Platform
  /** Has the screen do a command. */
  readonly run: (id: CommandId) => void
}

/** The window's menu: every command of contract/commands.ts, and what Electron itself does. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { language, hasDeveloperTools, platform, run } = options
  const label = language === 'ja' ? japanese : english
  const item = (row: CommandRow & { readonly id: CommandId }): MenuItemConstructorOptions => ({
    label: row[language],
    click: () => run(row.id),
    ...accelerator(row.keys[0], platform),
  })
  const group = (name: CommandGroup) => commands.filter((row) => row.group === name).map(item)
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const developerTools: MenuItemConstructorOptions[] = [{ label: label.developerTools, role: 'toggleDevTools' }]
  return [
    {
      label: label.file,
      submenu: [...group('file'), separator, { label: label.quit, role: 'quit' }],
    },
    {
      label: label.edit,
      submenu: [
        { label: label.cut, role: 'cut' },
        { label: label.copy, role: 'copy' },
        { label: label.paste, role: 'paste' },
        { label: label.selectAll, role: 'selectAll' },
      ],
    },
    { label: label.send, submenu: group('send') },
    { label: label.player, submenu: group('player') },
    { label: label.lesson, submenu: group('lesson') },
    { label: label.packets, submenu: group('packets') },
    {
      label: label.view,
      submenu: [
        ...group('views'),
        separator,
        ...group('map'),
        separator,
        ...group('look'),
        separator,
        { label: label.reload, role: 'reload' },
        { label: label.zoomIn, role: 'zoomIn' },
        { label: label.zoomOut, role: 'zoomOut' },
        { label: label.resetZoom, role: 'resetZoom' },
        { label: label.fullScreen, role: 'togglefullscreen' },
        ...(hasDeveloperTools ? developerTools : []),
      ],
    },
    { label: label.help, submenu: group('help') },
  ]
}

const names: Readonly<Record<string, string>> = {
  Mod: 'CommandOrControl',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  '+': 'Plus',
}

/**
 * A key as Electron writes it. It is shown only: the screen itself hears it, and knows when text is being typed. On a Mac
 * a shown key is always taken from the screen, so that only those with Command are shown there.
 */
function accelerator(key: string | undefined, platform: NodeJS.Platform): MenuItemConstructorOptions {
  if (key === undefined || (platform === 'darwin' && !key.startsWith('Mod+'))) return {}
  const parts = key.split(/(?<=[a-z])\+/).map((part) => names[part] ?? part)
  return { accelerator: parts.join('+'), registerAccelerator: false }
}
