import { useEffect, useState, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button'

const confirmationMs = 1500

interface CopyButtonProps {
  /** What is copied; a function is asked when it is wanted. */
  readonly text: string | (() => string)
  readonly label: string
  /** Words beside the icon. */
  readonly children?: string
  /** Left out of the tab order, because a key of its neighbour does the same. */
  readonly isSecondary?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

/** Copies a text and says for a moment that it did. */
export function CopyButton({ text, label, children, isSecondary = false, ref }: CopyButtonProps) {
  const { t } = useTranslation()
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), confirmationMs)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = () => {
    void navigator.clipboard.writeText(typeof text === 'string' ? text : text()).then(
      () => setIsCopied(true),
      // Without permission the text can still be selected by hand.
      () => setIsCopied(false),
    )
  }
  const said = isCopied ? t('app.copied') : label
  // A button with words is named by them; what else there is to say is its tooltip.
  const naming = children === undefined ? { label: said } : { title: label, children: isCopied ? said : children }
  return (
    <Button
      {...(ref === undefined ? {} : { ref })}
      look="quiet"
      icon={isCopied ? 'check' : 'copy'}
      className="copy-button"
      tabIndex={isSecondary ? -1 : 0}
      onClick={copy}
      {...naming}
    />
  )
}
