import { useRef } from 'react'

/** For a dialog that opens from anywhere, by a key too: gives the focus back to what had it, then calls `after`. */
export function useReturnFocus(after: () => void = () => undefined) {
  const opener = useRef<Element | null>(null)
  return {
    onOpenAutoFocus: () => {
      opener.current = document.activeElement
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault()
      if (opener.current instanceof HTMLElement || opener.current instanceof SVGElement) opener.current.focus()
      after()
    },
  }
}
