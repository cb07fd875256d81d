import { useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** Size of an element in CSS pixels, whole numbers. */
export interface ElementSize {
  readonly width: number
  readonly height: number
}

/** A ref to put on an element, and its size, kept up to date. */
export function useElementSize<E extends Element>(): [RefObject<E | null>, ElementSize] {
  const ref = useRef<E>(null)
  const [size, setSize] = useState<ElementSize>({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const measure = () =>
      setSize((before) => {
        const { clientWidth: width, clientHeight: height } = element
        return before.width === width && before.height === height ? before : { width, height }
      })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, size]
}
