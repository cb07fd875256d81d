import { useEffect, useEffectEvent, useRef } from 'react'
import '@xterm/xterm/css/xterm.css'
import { foldHex } from '../../state/fold-hex'
import type { TextFeed } from '../../state/text-feed'
import { useThemeName } from '../../parts/use-theme-name'
import { openXterm, type OpenXterm } from './open-xterm'

interface XtermViewProps {
  readonly feed: TextFeed
  readonly label: string
  /** A line to light up, null for none. */
  readonly highlight?: string | null
  /** Hex lines are shown: all, or those of the header lines named here; absent for text that is not tcpdump's. */
  readonly unfolded?: 'all' | ReadonlySet<string>
  /** A line that lights up is brought into view. */
  readonly isJumping?: boolean
  /** Pixels added to the size of the text. */
  readonly larger?: number
  /** What is looked for: with every new `turn` the next line above that holds `text`. */
  readonly search?: { readonly text: string; readonly turn: number }
  readonly onInput?: (data: string) => void
  readonly onResize?: (columns: number, rows: number) => void
  /** The pointer is on this line, or on none. */
  readonly onHoverLine?: (line: string | null) => void
  readonly onPickLine?: (line: string) => void
}

/** A terminal on a feed of text; takes input when `onInput` is given. Nothing is built before it is in view. */
export function XtermView(props: XtermViewProps) {
  const { feed, label, highlight = null, unfolded, isJumping = true, larger = 0, search, onInput } = props
  const host = useRef<HTMLDivElement>(null)
  const open = useRef<OpenXterm | null>(null)
  const theme = useThemeName()
  const canType = onInput !== undefined
  const input = useEffectEvent((data: string) => props.onInput?.(data))
  const resize = useEffectEvent((columns: number, rows: number) => props.onResize?.(columns, rows))
  const hover = useEffectEvent((line: string | null) => props.onHoverLine?.(line))
  const pick = useEffectEvent((line: string) => props.onPickLine?.(line))
  const light = useEffectEvent(() => open.current?.highlight(highlight, isJumping))

  const enlarge = useEffectEvent(() => open.current?.setLarger(larger))

  useEffect(() => {
    const element = host.current
    if (element === null) return
    let end: (() => void) | null = null
    const observer = new IntersectionObserver((entries) => {
      if (open.current !== null || !entries.some((entry) => entry.isIntersecting)) return
      const terminal = openXterm(element, {
        label,
        onHoverLine: hover,
        onPickLine: pick,
        onInput: input,
        onResize: resize,
      })
      open.current = terminal
      enlarge()
      let header = ''
      const stop = feed.read((text) => {
        if (unfolded === undefined) {
          terminal.write(text)
          return
        }
        const folded = foldHex(text, header, (line) => unfolded === 'all' || unfolded.has(line))
        header = folded.header
        terminal.write(folded.text)
      })
      // What is kept must be written before a line can be found in it.
      terminal.write('', light)
      terminal.setCanType(canType)
      end = () => {
        stop()
        terminal.dispose()
        open.current = null
      }
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      end?.()
    }
  }, [feed, label, canType, unfolded])

  useEffect(() => light(), [highlight])
  useEffect(() => enlarge(), [larger])
  useEffect(() => {
    if (search !== undefined && search.text !== '') open.current?.find(search.text)
  }, [search])
  useEffect(() => open.current?.readTheme(), [theme])

  return <div ref={host} className="xterm-host" />
}
