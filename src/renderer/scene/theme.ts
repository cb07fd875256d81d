import type { JourneyKind } from '../../core/journey/journey'

export type ThemeName = 'dark' | 'light' | 'projector'

/** What a packet is; each has one colour and one shape, always the same. */
export type Meaning = 'request' | 'reply' | 'error' | 'arp' | 'dns' | 'unmatched' | 'data'

/** What a box on the map is. */
export type BoxLook = 'linux' | 'wsl' | 'windows' | 'lan' | 'container' | 'stopped' | 'idle' | 'bridge'

/** Colours of one theme, as `#rrggbb`. Text on its background meets WCAG AA (4.5:1), marks meet 3:1. */
export interface Theme {
  readonly name: ThemeName
  readonly isDark: boolean
  /** How much stronger than usual lines are drawn. */
  readonly line: number
  /** How much larger than usual the texts on the map and beside packets are at least. */
  readonly scale: number
  readonly background: string
  readonly panel: string
  readonly panelRaised: string
  readonly border: string
  readonly text: string
  readonly textMuted: string
  readonly accent: string
  readonly onAccent: string
  readonly focus: string
  readonly good: string
  readonly warning: string
  readonly bad: string
  readonly box: Readonly<Record<BoxLook, string>>
  readonly boxBorder: Readonly<Record<BoxLook, string>>
  readonly wire: string
  readonly port: string
  readonly portBorder: string
  readonly gate: string
  readonly gateBorder: string
  readonly gateText: string
  readonly meaning: Readonly<Record<Meaning, string>>
  /** The old value of a rewrite, struck out. */
  readonly removed: string
  /** The new value of a rewrite. */
  readonly added: string
  readonly tokenLabel: string
  readonly tokenLabelBorder: string
  /** Rings that keep the journeys of one exchange recognisable. */
  readonly hues: readonly string[]
}

const dark: Theme = {
  name: 'dark',
  isDark: true,
  line: 1,
  scale: 1,
  background: '#0d1117',
  panel: '#11161e',
  panelRaised: '#1a212c',
  border: '#2c3543',
  text: '#e8edf4',
  textMuted: '#9aa6b5',
  accent: '#2f6feb',
  onAccent: '#ffffff',
  focus: '#7db3ff',
  good: '#4ac26b',
  warning: '#e3a045',
  bad: '#ff7b72',
  box: {
    linux: '#121a22',
    wsl: '#121a22',
    windows: '#141a2a',
    lan: '#11181d',
    container: '#152338',
    stopped: '#121a22',
    idle: '#18202b',
    bridge: '#1a212e',
  },
  boxBorder: {
    linux: '#334155',
    wsl: '#334155',
    windows: '#3b4878',
    lan: '#2f4148',
    container: '#34588f',
    stopped: '#5a6779',
    idle: '#46536b',
    bridge: '#46536b',
  },
  wire: '#66748a',
  port: '#0d1117',
  portBorder: '#6ea8fe',
  gate: '#2b2110',
  gateBorder: '#e3a045',
  gateText: '#f0b65e',
  meaning: {
    request: '#6ea8fe',
    reply: '#56d68b',
    error: '#ffa657',
    arp: '#d2a8ff',
    dns: '#39d3d8',
    unmatched: '#a3acb8',
    data: '#b6c8ff',
  },
  removed: '#ff8a80',
  added: '#5fe39a',
  tokenLabel: '#0b1626',
  tokenLabelBorder: '#47689c',
  hues: ['#7cc4ff', '#ffd166', '#ef8fff', '#7bf1c4', '#ff9e7a', '#b8a1ff', '#c4e86b', '#ff8fb3'],
}

const light: Theme = {
  name: 'light',
  isDark: false,
  line: 1,
  scale: 1,
  background: '#f6f8fb',
  panel: '#ffffff',
  panelRaised: '#eef2f7',
  border: '#cdd6e1',
  text: '#16202c',
  textMuted: '#55616f',
  accent: '#1f5fd0',
  onAccent: '#ffffff',
  focus: '#1f5fd0',
  good: '#136a30',
  warning: '#8f5a00',
  bad: '#c2261d',
  box: {
    linux: '#ffffff',
    wsl: '#ffffff',
    windows: '#f1f4ff',
    lan: '#f2f7f6',
    container: '#e6f0ff',
    stopped: '#f7f9fb',
    idle: '#eef2f7',
    bridge: '#f0f3f8',
  },
  boxBorder: {
    linux: '#a9b6c6',
    wsl: '#a9b6c6',
    windows: '#9caae0',
    lan: '#9fb9b4',
    container: '#7fa5e0',
    stopped: '#8492a4',
    idle: '#9aa9bd',
    bridge: '#9aa9bd',
  },
  wire: '#758396',
  port: '#ffffff',
  portBorder: '#1f5fd0',
  gate: '#fff3da',
  gateBorder: '#a86a00',
  gateText: '#7a4d00',
  meaning: {
    request: '#1f5fd0',
    reply: '#0f7538',
    error: '#a64706',
    arp: '#7c3aed',
    dns: '#0e7490',
    unmatched: '#5b6673',
    data: '#3f51b5',
  },
  removed: '#c2261d',
  added: '#0f7a3a',
  tokenLabel: '#ffffff',
  tokenLabelBorder: '#7fa5e0',
  hues: ['#0b74d1', '#a36a00', '#b012c8', '#00835f', '#c2410c', '#6d3bd6', '#567a00', '#c81e63'],
}

const projector: Theme = {
  ...light,
  name: 'projector',
  line: 1.6,
  scale: 1.3,
  background: '#ffffff',
  panelRaised: '#eaeef4',
  border: '#8a96a5',
  text: '#000000',
  textMuted: '#37414d',
  wire: '#4a5666',
  box: { ...light.box, linux: '#ffffff', wsl: '#ffffff', container: '#dceaff', bridge: '#e9edf4' },
  boxBorder: {
    linux: '#5f6d7e',
    wsl: '#5f6d7e',
    windows: '#4a5cb0',
    lan: '#4d7a72',
    container: '#2f66b8',
    stopped: '#5f6d7e',
    idle: '#56657a',
    bridge: '#56657a',
  },
  portBorder: '#0b49b5',
  gateBorder: '#7a4d00',
  gateText: '#5c3900',
  meaning: {
    request: '#0b49b5',
    reply: '#0a6630',
    error: '#a03f00',
    arp: '#6220c9',
    dns: '#085a70',
    unmatched: '#424c58',
    data: '#2c3a94',
  },
  removed: '#b01910',
  added: '#0a6630',
  tokenLabelBorder: '#0b49b5',
}

/** The three themes. */
export const themes: Readonly<Record<ThemeName, Theme>> = { dark, light, projector }

/** What a journey means on screen, from its kind and ports. */
export function meaningOf(
  kind: JourneyKind,
  ports: { readonly source: number; readonly destination: number },
): Meaning {
  switch (kind) {
    case 'echo-request':
      return 'request'
    case 'echo-reply':
      return 'reply'
    case 'time-exceeded':
    case 'destination-unreachable':
      return 'error'
    case 'arp':
      return 'arp'
    case 'udp':
    case 'tcp':
      return ports.source === 53 || ports.destination === 53 ? 'dns' : 'data'
    case 'other':
      return 'unmatched'
  }
}

/** The theme as CSS custom properties, `--background` … `--meaning-request`. */
export function themeVariables(theme: Theme): Readonly<Record<`--${string}`, string>> {
  const variables: Record<`--${string}`, string> = {}
  for (const [name, value] of Object.entries(theme)) {
    if (typeof value === 'string') variables[`--${kebab(name)}`] = value
    else if (typeof value === 'object' && !Array.isArray(value)) {
      for (const [key, colour] of Object.entries(value as Record<string, string>)) {
        variables[`--${kebab(name)}-${kebab(key)}`] = colour
      }
    }
  }
  return variables
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
