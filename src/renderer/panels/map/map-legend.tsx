import { Popover } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../commands/use-command'
import { Button } from '../../parts/button'
import { MeaningGlyph } from '../../parts/packet-glyph'
import { useReturnFocus } from '../../parts/use-return-focus'
import { useThemeName } from '../../parts/use-theme-name'
import { themes, type Meaning, type Theme } from '../../scene/theme'

const meanings: readonly Meaning[] = ['request', 'reply', 'error', 'arp', 'dns', 'data', 'unmatched']
const marks = [
  'solid',
  'dashed',
  'untaken',
  'boundary',
  'port',
  'gate',
  'container',
  'stopped',
  'idle',
  'bridge',
] as const

/** What lines, boxes, colours and shapes on the map mean. */
export function MapLegend() {
  const { t } = useTranslation()
  const theme = themes[useThemeName()]
  const focus = useReturnFocus()
  const [isOpen, setIsOpen] = useState(false)
  useCommand('legend', () => setIsOpen((before) => !before))
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger asChild>
        <Button>{t('map.legend')}</Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="menu legend"
          side="top"
          align="end"
          sideOffset={8}
          collisionPadding={8}
          aria-label={t('map.legend')}
          {...focus}
        >
          <section>
            <h2>{t('map.legendLines')}</h2>
            <ul>
              {marks.map((mark) => (
                <li key={mark}>
                  <Sample>{sampleOf(mark, theme)}</Sample>
                  {t(`map.mark.${mark}`)}
                </li>
              ))}
            </ul>
          </section>
          <section>
            <h2>{t('map.legendPackets')}</h2>
            <ul>
              {meanings.map((meaning) => (
                <li key={meaning}>
                  <MeaningGlyph meaning={meaning} size={16} />
                  {t(`map.meaning.${meaning}`)}
                </li>
              ))}
            </ul>
            <p className="soft">{t('map.ring')}</p>
            <p className="soft">{t('map.bundle')}</p>
          </section>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Sample({ children }: { readonly children: ReactNode }) {
  return (
    <svg width={40} height={20} viewBox="0 0 40 20" fill="none" aria-hidden="true">
      {children}
    </svg>
  )
}

/** The mark as the map draws it. */
function sampleOf(mark: (typeof marks)[number], theme: Theme): ReactNode {
  const line = { stroke: theme.wire, strokeWidth: 2 * theme.line }
  switch (mark) {
    case 'solid':
      return <path d="M2 10H38" {...line} />
    case 'dashed':
      return <path d="M2 10H38" {...line} strokeDasharray="5 5" />
    case 'untaken':
      return <path d="M3 10H38" stroke={theme.bad} strokeWidth={3} strokeLinecap="round" strokeDasharray="0.1 7" />
    case 'boundary':
      return <path d="M20 1V19" stroke={theme.wire} strokeWidth={theme.line} strokeDasharray="2 5" />
    case 'port':
      return (
        <rect
          x={13}
          y={3.5}
          width={13}
          height={13}
          rx={4}
          fill={theme.port}
          stroke={theme.portBorder}
          strokeWidth={1.75}
        />
      )
    case 'gate':
      return <path d="M10 10 20 1 30 10 20 19Z" fill={theme.gate} stroke={theme.gateBorder} strokeWidth={1.75} />
    case 'container':
    case 'stopped':
    case 'idle':
    case 'bridge':
      return (
        <rect
          x={3}
          y={2}
          width={34}
          height={16}
          rx={5}
          fill={theme.box[mark]}
          stroke={theme.boxBorder[mark]}
          strokeWidth={1.25 * theme.line}
          strokeDasharray={mark === 'stopped' ? '5 5' : undefined}
        />
      )
  }
}
