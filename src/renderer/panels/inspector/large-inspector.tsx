import { Dialog } from 'radix-ui'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Journey } from '../../../core/journey/journey'
import { Button } from '../../parts/button'
import { usePacketName } from '../../parts/use-packet-name'
import { useActions, useScreen } from '../../state/screen-context'
import { usePick } from '../../state/use-pick'
import { InspectorBody } from './inspector-body'

interface LargeInspectorProps {
  readonly journey: Journey
  readonly sighting: number | null
}

/** The packet over the whole screen, for those at the back of the room; left and right go from hop to hop. */
export function LargeInspector({ journey, sighting }: LargeInspectorProps) {
  const { t } = useTranslation()
  const actions = useActions()
  const pick = usePick()
  const name = usePacketName()
  const isOpen = useScreen((state) => state.isInspectorLarge)
  const index = sighting ?? 0
  const canGo = (step: number) => journey.sightings[index + step] !== undefined
  const go = (step: number) => {
    if (canGo(step)) pick(journey.id, index + step)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (step === undefined || event.defaultPrevented) return
    event.preventDefault()
    go(step)
  }
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => actions.set({ isInspectorLarge: open })}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-veil" />
        <Dialog.Content className="dialog large-inspector" aria-describedby={undefined} onKeyDown={onKeyDown}>
          <div className="dialog-head">
            <Dialog.Title asChild>
              <h2>{t('hopView.large', { packet: name(journey) })}</h2>
            </Dialog.Title>
            <Button
              look="quiet"
              icon="back"
              label={t('hopView.previousHop')}
              disabled={!canGo(-1)}
              onClick={() => go(-1)}
            />
            <Button
              look="quiet"
              icon="forward"
              label={t('hopView.nextHop')}
              disabled={!canGo(1)}
              onClick={() => go(1)}
            />
            <Dialog.Close asChild>
              <Button look="quiet" icon="close" label={t('app.close')} />
            </Dialog.Close>
          </div>
          <div className="large-inspector-body" tabIndex={0} role="group" aria-label={t('hopView.label')}>
            <InspectorBody journey={journey} sighting={sighting} />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
