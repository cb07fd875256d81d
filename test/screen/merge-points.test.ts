import { describe, expect, it } from 'vitest'
import { mergePoints } from '../../src/renderer/state/merge-points'
import { articlePoints } from '../fixtures/article-frames'

const { container1, veth1, docker0, eth0 } = articlePoints

describe('mergePoints', () => {
  it('keeps the very same list when a message says nothing new', () => {
    const known = [container1, docker0]
    expect(mergePoints(known, [{ ...docker0 }, { ...container1 }])).toBe(known)
    expect(mergePoints(known, [])).toBe(known)
  })

  it('adds new points in order, and keeps the objects that are known', () => {
    const merged = mergePoints([container1, docker0], [{ ...eth0 }, { ...docker0 }, veth1])
    expect(merged).toEqual([container1, veth1, docker0, eth0])
    expect(merged[2]).toBe(docker0)
  })

  it('takes what a point has become', () => {
    const renamed = { ...docker0, interface: 'linux/host/docker0' }
    expect(mergePoints([container1, docker0], [renamed])).toEqual([container1, renamed])
  })
})
