import { FitAddon } from '@xterm/addon-fit'
import { Terminal, type IDecoration } from '@xterm/xterm'
import { readLine } from './read-line'

interface XtermOptions {
  readonly label: string
  readonly onInput: (data: string) => void
  readonly onResize: (columns: number, rows: number) => void
  readonly onHoverLine: (line: string | null) => void
  readonly onPickLine: (line: string) => void
}

/** An xterm.js that is on the screen. */
export interface OpenXterm {
  write(text: string, onWritten?: () => void): void
  setCanType(canType: boolean): void
  /** Lights up the newest line that reads exactly so, brought into view when `isJumping`; null puts the light out. */
  highlight(line: string | null, isJumping: boolean): void
  /** Selects the next line above the one selected that holds the text, from the newest on when there is none. */
  find(text: string): void
  /** Text so many pixels larger than the theme's, or smaller. */
  setLarger(pixels: number): void
  /** Takes the colours anew from the CSS variables around it. */
  readTheme(): void
  dispose(): void
}

const scrollback = 4000
/** A highlighted line is looked for this far back: hovering must not cost a search of everything. */
const searchedLines = 1200

/** Opens xterm.js in an element and keeps it fitted to it. */
export function openXterm(element: HTMLElement, options: XtermOptions): OpenXterm {
  const terminal = new Terminal({
    fontFamily: getComputedStyle(element).getPropertyValue('--font-mono'),
    fontSize: fontSizeOf(element),
    lineHeight: 1.2,
    scrollback,
    disableStdin: true,
    allowProposedApi: true,
    theme: themeOf(element),
  })
  const fit = new FitAddon()
  terminal.loadAddon(fit)
  terminal.open(element)
  terminal.textarea?.setAttribute('aria-label', options.label)
  // Where nothing can be typed Tab leads on; out of a shell, whose Tab completes, leads F6.
  terminal.attachCustomKeyEventHandler((event) => event.key !== 'Tab' || terminal.options.disableStdin !== true)
  terminal.onData(options.onInput)
  terminal.onResize(({ cols, rows }) => options.onResize(cols, rows))
  const resizing = new ResizeObserver(() => {
    if (element.clientWidth > 0 && element.clientHeight > 0) fit.fit()
  })
  resizing.observe(element)
  terminal.registerLinkProvider({
    provideLinks: (row, callback) => {
      const found = readLine(terminal.buffer.active, row - 1)
      if (found === null) {
        callback(undefined)
        return
      }
      callback([
        {
          text: found.text,
          range: { start: { x: 1, y: found.first + 1 }, end: { x: terminal.cols, y: found.last + 1 } },
          decorations: { underline: false, pointerCursor: true },
          hover: () => options.onHoverLine(found.text),
          leave: () => options.onHoverLine(null),
          activate: () => options.onPickLine(found.text),
        },
      ])
    },
  })
  let larger = 0
  let lit: readonly IDecoration[] = []
  let hasScrolled = false
  return {
    write: (text, onWritten) => terminal.write(text, onWritten),
    setCanType: (canType) => {
      terminal.options.disableStdin = !canType
      terminal.options.cursorBlink = false
      terminal.options.cursorInactiveStyle = canType ? 'outline' : 'none'
      if (!canType) terminal.write('\x1b[?25l')
    },
    highlight: (line, isJumping) => {
      for (const decoration of lit) decoration.dispose()
      lit = line === null ? [] : lightUp(terminal, line, element)
      const [first] = lit
      if (first && !isJumping) return
      if (first) hasScrolled = bringIntoView(terminal, first.marker.line) || hasScrolled
      else if (hasScrolled) {
        hasScrolled = false
        terminal.scrollToBottom()
      }
    },
    find: (text) => findAbove(terminal, text.toLowerCase()),
    setLarger: (pixels) => {
      larger = pixels
      terminal.options.fontSize = Math.max(6, fontSizeOf(element) + pixels)
      if (element.clientWidth > 0 && element.clientHeight > 0) fit.fit()
    },
    readTheme: () => {
      terminal.options.theme = themeOf(element)
      terminal.options.fontSize = fontSizeOf(element) + larger
      if (element.clientWidth > 0 && element.clientHeight > 0) fit.fit()
    },
    dispose: () => {
      resizing.disconnect()
      terminal.dispose()
    },
  }
}

function lightUp(terminal: Terminal, line: string, element: HTMLElement): IDecoration[] {
  const buffer = terminal.buffer.active
  const cursor = buffer.baseY + buffer.cursorY
  for (let row = cursor; row >= Math.max(0, cursor - searchedLines); row--) {
    if (buffer.getLine(row)?.isWrapped) continue
    const found = readLine(buffer, row)
    if (found?.text !== line) continue
    const backgroundColor = mixColours(hexColour(element, '--accent'), hexColour(element, '--terminal'), 0.4)
    // A decoration colours one row, however high it is said to be.
    return Array.from({ length: found.last - found.first + 1 }, (_, row) =>
      terminal.registerDecoration({
        marker: terminal.registerMarker(found.first + row - cursor),
        width: terminal.cols,
        backgroundColor,
        layer: 'bottom',
      }),
    ).filter((decoration) => decoration !== undefined)
  }
  return []
}

function findAbove(terminal: Terminal, text: string): void {
  const buffer = terminal.buffer.active
  const { length } = buffer
  const from = terminal.getSelectionPosition()?.start.y ?? length
  for (let step = 1; step <= length; step++) {
    const row = (from - step + length) % length
    const at = buffer.getLine(row)?.translateToString(true).toLowerCase().indexOf(text) ?? -1
    if (at < 0) continue
    terminal.select(at, row, text.length)
    bringIntoView(terminal, row)
    return
  }
  terminal.clearSelection()
}

/** Scrolls only when the line is out of view: what is under the pointer must stay there. True when it scrolled. */
function bringIntoView(terminal: Terminal, line: number): boolean {
  const { viewportY } = terminal.buffer.active
  if (line >= viewportY && line < viewportY + terminal.rows) return false
  terminal.scrollToLine(Math.max(0, line - Math.floor(terminal.rows / 2)))
  return true
}

function themeOf(element: HTMLElement) {
  const background = hexColour(element, '--terminal')
  const slider = hexColour(element, '--border')
  return {
    background,
    scrollbarSliderBackground: slider,
    scrollbarSliderHoverBackground: hexColour(element, '--text-muted'),
    foreground: hexColour(element, '--text'),
    cursor: hexColour(element, '--accent'),
  }
}

// xterm.js takes #rrggbb only.
function hexColour(element: HTMLElement, variable: string): string {
  return getComputedStyle(element).getPropertyValue(variable).trim()
}

/** A colour between two of the form `#rrggbb`; xterm.js takes no transparency behind text. */
function mixColours(a: string, b: string, share: number): string {
  const channel = (colour: string, at: number) => parseInt(colour.slice(at, at + 2), 16)
  const mixed = [1, 3, 5].map((at) => Math.round(channel(a, at) * share + channel(b, at) * (1 - share)))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** A little smaller than the text around it, which is larger in the projector's theme. */
function fontSizeOf(element: HTMLElement): number {
  return Math.round(parseFloat(getComputedStyle(element).fontSize) * 0.85)
}
