import { Popover } from 'radix-ui'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { displayFilter } from '../../../core/journey/display-filter'
import type { Journey } from '../../../core/journey/journey'
import { useCommand } from '../../commands/use-command'
import { Button } from '../../parts/button'
import { CopyButton } from '../../parts/copy-button'
import { CopyCommand } from '../../parts/copy-command'
import { useActions, useScreen, useTrace } from '../../state/screen-context'
import { shownClock } from '../../state/screen-state'
import { wiresharkRequest } from '../../state/wireshark-request'
import { packetStory } from './packet-story'
import { useActContext } from './use-act-context'

/** Takes the packet elsewhere: as text, as a Wireshark filter, into Wireshark, and onto the whole screen. */
export function InspectorTools({ journey }: { readonly journey: Journey }) {
  const { t, i18n } = useTranslation()
  const actions = useActions()
  const trace = useTrace()
  const context = useActContext()
  const clock = useScreen(shownClock)
  const version = useScreen((state) => state.hello?.version ?? '')
  const isInstalled = useScreen((state) => state.hello?.wireshark.isInstalled === true)
  const isConnected = useScreen((state) => state.connection === 'connected')
  const isEmbedded = useScreen((state) => state.isEmbedded)
  const story = () => packetStory(journey, { ...context, trace, clock, language: i18n.language, version })
  const filter = () => displayFilter(journey, trace.history.journeys)
  const open = () => void actions.openInWireshark(wiresharkRequest(journey, trace.history))
  const enlarge = () => actions.set({ isInspectorLarge: true })
  const copyText = useRef<HTMLButtonElement>(null)
  const copyFilter = useRef<HTMLButtonElement>(null)
  // The button says that it was done.
  useCommand('copyPacket', () => copyText.current?.click())
  useCommand('copyFilter', () => copyFilter.current?.click())
  useCommand('openInWireshark', open, isInstalled && isConnected)
  useCommand('enlargeInspector', enlarge)
  return (
    <div className="inspector-tools" role="group" aria-label={t('tools.label')}>
      <CopyButton ref={copyText} text={story} label={t('tools.copyTextMeaning')}>
        {t('tools.copyText')}
      </CopyButton>
      <CopyButton ref={copyFilter} text={filter} label={t('tools.copyFilterMeaning')}>
        {t('tools.copyFilter')}
      </CopyButton>
      {isInstalled ? (
        <Button look="quiet" icon="search" title={t('tools.wiresharkMeaning')} disabled={!isConnected} onClick={open}>
          {t('tools.wireshark')}
        </Button>
      ) : (
        !isEmbedded && <NoWireshark />
      )}
      <Button look="quiet" icon="fit" label={t('hopView.enlarge')} onClick={enlarge} />
    </div>
  )
}

/** Where Wireshark would be opened, says how to get it. */
function NoWireshark() {
  const { t } = useTranslation()
  const command = useScreen((state) => state.hello?.wireshark.installCommand ?? null)
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button look="quiet" icon="search" className="is-missing">
          {t('tools.wireshark')}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="wireshark-popover" align="end" sideOffset={4} aria-label={t('tools.wireshark')}>
          <p>{t('tools.noWireshark')}</p>
          {command !== null && <CopyCommand command={command} />}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
