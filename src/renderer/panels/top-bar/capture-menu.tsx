import { Popover } from 'radix-ui'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { captureScopes, type CaptureScope } from '../../state/capture-scope'
import { useActions, usePreference, useScreen, useScreenContext } from '../../state/screen-context'

/** Chooses what is captured; captures that run start again with it. */
export function CaptureMenu({ isDisabled }: { readonly isDisabled: boolean }) {
  const { t } = useTranslation()
  const scope = usePreference('captureScope')
  const label = `${t('captureScope.title')}: ${t(`captureScope.${scope}`)}`
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger
        className={`button button-plain button-icon ${scope === 'pings' ? '' : 'is-on'}`}
        disabled={isDisabled}
        aria-label={label}
        title={label}
      >
        <Icon name="filter" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="menu capture-scope" align="end" sideOffset={6} aria-label={t('captureScope.title')}>
          <ScopeForm onDone={() => setIsOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function ScopeForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation()
  const { preferences } = useScreenContext()
  const actions = useActions()
  const group = useId()
  const [scope, setScope] = useState<CaptureScope>(preferences.getState().captureScope)
  const [ownFilter, setOwnFilter] = useState(preferences.getState().ownFilter)
  const isCapturing = useScreen((state) => state.status.state === 'live')
  const use = () => {
    preferences.setState({ captureScope: scope, ownFilter })
    if (isCapturing) void actions.start()
    onDone()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        use()
      }}
    >
      <fieldset>
        <legend>{t('captureScope.title')}</legend>
        {captureScopes.map((each) => (
          <label key={each} className="scope-choice">
            <input type="radio" name={group} checked={scope === each} onChange={() => setScope(each)} />
            <span>
              {t(`captureScope.${each}`)}
              <span className="soft">{t(`captureScope.${each}Meaning`)}</span>
            </span>
          </label>
        ))}
        <input
          type="text"
          className="mono"
          spellCheck={false}
          maxLength={1000}
          value={ownFilter}
          placeholder="tcp port 8080 or icmp"
          aria-label={t('captureScope.own')}
          onFocus={() => setScope('own')}
          onChange={(event) => setOwnFilter(event.target.value)}
        />
      </fieldset>
      <Button look="primary" onClick={use} disabled={scope === 'own' && ownFilter.trim() === ''}>
        {isCapturing ? t('captureScope.restart') : t('captureScope.use')}
      </Button>
    </form>
  )
}
