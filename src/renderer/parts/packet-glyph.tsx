import type { Journey } from '../../core/journey/journey'
import type { Meaning } from '../scene/theme'
import { packetMeaning } from '../scene/packet-meaning'

/** Every meaning has its own shape too, the same as its token on the map, for those who cannot tell the colours apart. */
const shapes: Readonly<Record<Meaning, string>> = {
  request: 'M8 2.5 14 13H2Z',
  reply: 'M8 13.5 2 3h12Z',
  error: 'M8 1.5 14.5 8 8 14.5 1.5 8Z',
  arp: 'M3 3h10v10H3Z',
  dns: 'M4.9 2.6h6.2L14.2 8l-3.1 5.4H4.9L1.8 8Z',
  data: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Z',
  unmatched: 'M8 2l6 4.4-2.3 7.1H4.3L2 6.4Z',
}

/** The small coloured shape of a packet; its word stands beside it. */
export function PacketGlyph({ journey, size = 12 }: { readonly journey: Journey; readonly size?: number }) {
  return <MeaningGlyph meaning={packetMeaning(journey)} size={size} />
}

/** The shape and colour of a meaning, for those who look it up. */
export function MeaningGlyph({ meaning, size = 12 }: { readonly meaning: Meaning; readonly size?: number }) {
  return (
    <svg className={`glyph meaning-${meaning}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={shapes[meaning]}
        fill="currentColor"
        stroke="currentColor"
        strokeWidth={meaning === 'unmatched' ? 3 : 0}
      />
    </svg>
  )
}
