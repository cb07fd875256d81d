import { describe, expect, it } from 'vitest'
import { isLiveImpossible, listChecks } from '../../src/renderer/state/list-checks'
import { createScreenState } from '../../src/renderer/state/screen-state'
import { screenStates, type ScreenScript } from '../gallery/screen-states'

const states: Readonly<Record<string, ScreenScript>> = screenStates

function checksOf(name: string) {
  const { host, canCapture, missing, topology } = states[name]!
  const screen = {
    ...createScreenState(),
    hello: { version: '0', host, canCapture, wireshark: { isInstalled: true, installCommand: null } },
    missing,
    isDiscovered: true,
  }
  return listChecks(screen, topology)
}
const statesOf = (name: string) => checksOf(name).map(({ kind, state }) => `${kind} ${state}`)

describe('what tracing live takes', () => {
  it('is all there where captures can run', () => {
    expect(statesOf('live')).toEqual(['docker done', 'tools done', 'rights done', 'containers done'])
    expect(isLiveImpossible(checksOf('live'))).toBe(false)
  })

  it.each([
    ['no-docker', ['docker missing', 'tools done', 'rights missing', 'containers waiting']],
    ['no-docker-rights', ['docker missing', 'tools done', 'rights done', 'containers waiting']],
    ['no-rights', ['docker done', 'tools missing', 'rights missing', 'containers done']],
    ['no-containers', ['docker done', 'tools done', 'rights done', 'containers missing']],
    [
      'no-wsl',
      ['wsl missing', 'docker waiting', 'tools waiting', 'rights waiting', 'adapters missing', 'containers waiting'],
    ],
  ])('in the state %s says what is missing, in the order in which it is put right', (name, expected) => {
    expect(statesOf(name)).toEqual(expected)
    expect(isLiveImpossible(checksOf(name))).toBe(true)
  })

  it('is unknown before the doctor has answered', () => {
    expect(listChecks(createScreenState(), states['live']!.topology)).toEqual([])
    expect(isLiveImpossible([])).toBe(false)
  })

  it('does not count what only makes the picture less complete', () => {
    const checks = checksOf('live')
    const adapters = { kind: 'adapters', state: 'missing', problems: [] } as const
    expect(isLiveImpossible([...checks, adapters])).toBe(false)
  })
})
