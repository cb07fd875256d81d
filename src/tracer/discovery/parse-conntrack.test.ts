import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseConntrack } from './parse-conntrack'

const sample = (name: string): string =>
  readFileSync(new URL(`../../../test/fixtures/discovery/${name}`, import.meta.url), 'utf8')

it('reads the connections that the lab followed', () => {
  const entries = parseConntrack(sample('conntrack.txt'))
  expect(entries.find(({ protocol }) => protocol === 1)).toEqual({
    protocol: 1,
    original: { source: '172.17.0.2', destination: '8.8.8.8', sourcePort: -1, destinationPort: -1, icmpId: 11565 },
    reply: { source: '8.8.8.8', destination: '172.25.140.84', sourcePort: -1, destinationPort: -1, icmpId: 11565 },
  })
  expect(entries.find(({ protocol }) => protocol === 17)?.original).toMatchObject({
    sourcePort: 60928,
    destinationPort: 33437,
  })
  // Without the extended columns, as facts about older versions have it.
  const short =
    'icmp 1 28 src=172.17.0.2 dst=8.8.8.8 type=8 code=0 id=16443 src=8.8.8.8 dst=172.25.140.84 type=0 code=0 id=16444'
  expect(parseConntrack(short)[0]?.reply.icmpId).toBe(16444)
})

it('never throws, whatever the text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      parseConntrack(text)
      parseConntrack(`icmp 1 28 src=${text} dst=8.8.8.8 src=${text}`)
    }),
  )
})
