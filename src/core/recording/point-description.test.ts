import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPointDescription, writePointDescription } from './point-description'

test.each([
  [{ machine: 'wsl:Ubuntu', namespace: 'container1' }, 'machine=wsl:Ubuntu namespace=container1'],
  [{ machine: 'wsl:My Distro', namespace: 'a=b%c' }, 'machine=wsl:My%20Distro namespace=a%3Db%25c'],
  [{ machine: null, namespace: 'container1' }, 'namespace=container1'],
  [{ machine: 'windows', namespace: null }, 'machine=windows'],
  [{ machine: null, namespace: null }, ''],
])('%j is kept as "%s"', (point, text) => {
  expect(writePointDescription(point)).toBe(text)
  expect(readPointDescription(text)).toEqual(point)
})

test.each([
  'eth0 on the roof',
  'machine=',
  'machine=a  namespace=b',
  'namespace=b machine=a',
  'machine=%zz',
  'xmachine=a',
])('"%s" is somebody else’s description', (text) => {
  expect(readPointDescription(text)).toEqual({ machine: null, namespace: null })
})

test('whatever the names, what is written is read', () => {
  const name = fc.option(fc.string({ minLength: 1, unit: 'binary' }))
  fc.assert(
    fc.property(name, name, (machine, namespace) => {
      expect(readPointDescription(writePointDescription({ machine, namespace }))).toEqual({ machine, namespace })
    }),
  )
})
