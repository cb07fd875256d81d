/** Drawn on a 16 × 16 grid with strokes in the colour of the text; no icon font, no missing glyph. */
const paths = {
  mark: 'M8 1.5 14.5 8 8 14.5 1.5 8ZM8 5.2 10.8 8 8 10.8 5.2 8Z',
  chevron: 'm4 6 4 4 4-4',
  play: 'M4.5 2.8v10.4L13 8Z',
  pause: 'M5 3v10M11 3v10',
  previous: 'M4 3v10M13 3.2 6.5 8l6.5 4.8Z',
  next: 'M12 3v10M3 3.2 9.5 8 3 12.8Z',
  back: 'M10.5 3.2 4 8l6.5 4.8Z',
  forward: 'M5.5 3.2 12 8l-6.5 4.8Z',
  stop: 'M4 4h8v8H4Z',
  record: 'M8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z',
  loop: 'M3 8a5 5 0 0 1 8.6-3.5L13 6M13 2.5V6H9.5M13 8a5 5 0 0 1-8.6 3.5L3 10M3 13.5V10h3.5',
  follow: 'M8 2v3M8 11v3M2 8h3M11 8h3M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z',
  close: 'm4 4 8 8M12 4l-8 8',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8Z',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.3 10.3l3.2 3.2',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  warning: 'M8 2 14.5 13.5h-13ZM8 6.5v3M8 11.4v.2',
  theme: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 2v12M8 4.5l4 1.2M8 8h6M8 11.5l4-1.2',
  keyboard: 'M1.5 4h13v8h-13ZM4 6.5h.2M6.6 6.5h.2M9.2 6.5h.2M11.8 6.5h.2M4.5 9.5h7',
  save: 'M8 2v8M4.8 7 8 10.2 11.2 7M2.5 10.5v3h11v-3',
  open: 'M1.8 13V3.5h4.4l1.6 1.8h6.4V13ZM1.8 7.6h12.4',
  filter: 'M2 3h12L9.5 8.5v4.2l-3 1.3V8.5Z',
  pin: 'M5.5 2h5l-.7 5 2.2 2.2H4L6.2 7ZM8 9.2V14',
  compare: 'M2.5 3h4.3v10H2.5ZM9.2 3h4.3v10H9.2Z',
  film: 'M2 3h12v10H2ZM5 3v10M11 3v10M2 8h3M11 8h3',
  terminal: 'm3 4 4 4-4 4M8.5 12H13',
  arrow: 'M2.5 8h11M9.5 4l4 4-4 4',
  lesson: 'M2 4h8v8H2ZM10 7l4-2.2v6.4L10 9M6 6.6a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8Z',
  marker: 'M4 14V2h8l-2.5 3.5L12 9H4',
  muted: 'M8 2a2 2 0 0 0-2 2v4a2 2 0 0 0 4 0V4a2 2 0 0 0-2-2ZM3.5 7.5V8a4.5 4.5 0 0 0 9 0v-.5M8 12.5V14M2 2l12 12',
  edit: 'm10.5 3 2.5 2.5-7.5 7.5H3v-2.5ZM8.8 4.7l2.5 2.5',
  send: 'M2.5 8 13.5 2.5 10 13.5 7.4 8.9ZM7.4 8.9l6.1-6.4',
  question: 'M5.6 6a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2.9-1.2 1.9M8 12.6v.2',
  up: 'm4 10 4-4 4 4',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h6.5a4 4 0 0 1 0 8H6',
  redo: 'm10.5 3 3 3-3 3M13.5 6H7a4 4 0 0 0 0 8h3',
  home: 'm2.5 7.5 5.5-5 5.5 5M4 6.5v7h8v-7',
  live: 'M8 6.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3ZM4.5 4.5a5 5 0 0 0 0 7M11.5 4.5a5 5 0 0 1 0 7',
} as const

const filled = new Set<IconName>(['play', 'previous', 'next', 'back', 'forward', 'stop', 'record'])

export type IconName = keyof typeof paths

/** A decorative icon; what it means is said by the text or label of what it stands in. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill={filled.has(name) ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinejoin="round"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}
