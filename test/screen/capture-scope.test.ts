import { expect, it } from 'vitest'
import { captureFilterOf, captureScopes } from '../../src/renderer/state/capture-scope'
import { createPreferences } from '../../src/renderer/state/preferences'

function storage(content: string | null) {
  let kept = content
  return { getItem: () => kept, setItem: (_: string, value: string) => void (kept = value), read: () => kept }
}

it('captures pings with the tracer’s own filter until another is chosen, and finds the choice again', () => {
  const kept = storage(null)
  const preferences = createPreferences(kept, 'en')
  expect(captureFilterOf(preferences.getState())).toBeNull()
  preferences.setState({ captureScope: 'own', ownFilter: 'tcp port 8080' })
  const again = createPreferences(storage(kept.read()), 'en')
  expect(captureFilterOf(again.getState())).toBe('tcp port 8080')
})

it('never leaves pings out of what it offers, and ignores what was damaged', () => {
  const own = { ownFilter: ' ' }
  for (const captureScope of captureScopes) {
    expect(captureFilterOf({ captureScope, ...own }) ?? 'icmp').toMatch(/^icmp/)
  }
  const damaged = createPreferences(storage('{"captureScope":"all","ownFilter":7}'), 'en').getState()
  expect(damaged).toMatchObject({ captureScope: 'pings', ownFilter: '' })
})
