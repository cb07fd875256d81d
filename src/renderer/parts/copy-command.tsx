import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button'

const confirmationMs = 1500

/** A command to run in a terminal, with a button that copies it. */
export function CopyCommand({ command }: { readonly command: string }) {
  const { t } = useTranslation()
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), confirmationMs)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = () => {
    void navigator.clipboard.writeText(command).then(
      () => setIsCopied(true),
      // Without permission the text can still be selected by hand.
      () => setIsCopied(false),
    )
  }
  return (
    <span className="command">
      <code tabIndex={0}>{command}</code>
      <Button
        look="quiet"
        icon={isCopied ? 'check' : 'copy'}
        label={isCopied ? t('app.copied') : t('app.copyCommand')}
        onClick={copy}
      />
    </span>
  )
}
