import { useEffect, useRef } from 'react'
import { usePanelRef } from 'react-resizable-panels'
import { useActions, useScreen } from '../state/screen-context'
import type { HideablePart } from '../state/screen-state'

/** A panel that can be hidden: by its command, by dragging its edge over it, or by a double click on that edge. */
export function useHideablePanel(part: HideablePart) {
  const actions = useActions()
  const panelRef = usePanelRef()
  const isHidden = useScreen((state) => state.hidden.includes(part))
  const isMounted = useRef(false)
  const tell = () => {
    const isCollapsed = panelRef.current?.isCollapsed() ?? false
    actions.hide(part, isCollapsed)
  }
  useEffect(() => {
    const panel = panelRef.current
    if (panel === null) return
    // How it was left last time is known to the panel first.
    if (!isMounted.current) actions.hide(part, panel.isCollapsed())
    else if (isHidden) panel.collapse()
    else panel.expand()
    isMounted.current = true
  }, [actions, panelRef, part, isHidden])
  return {
    isHidden,
    panelProps: { panelRef, collapsible: true, collapsedSize: 0, onResize: tell },
    toggle: () => actions.hide(part, !isHidden),
  }
}
