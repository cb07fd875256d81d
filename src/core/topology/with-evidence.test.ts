import { expect, it } from 'vitest'
import { articleTopology } from '../../../test/fixtures/article-topology'
import { addCounters, noCounters } from './counters'
import type { Connection } from './topology'
import { withCounters, withEvidence } from './with-evidence'

const [rule] = articleTopology.natRules
const counted = addCounters(noCounters, {
  rules: [{ namespace: rule!.namespace, table: 'nat', ipVersion: 4, text: rule!.text, packets: 77, bytes: 6468 }],
  interfaces: [],
})

it('puts the newest counters into the rules that they belong to, and leaves the others', () => {
  const { natRules } = withCounters(articleTopology, counted)
  expect(natRules[0]?.counters).toEqual({ packets: 77, bytes: 6468 })
  expect(natRules.slice(1)).toEqual(articleTopology.natRules.slice(1))
})

it('is the map itself while nothing was counted, so that nothing is laid out anew', () => {
  expect(withCounters(articleTopology, noCounters)).toBe(articleTopology)
  expect(withEvidence(articleTopology, noCounters, [])).toBe(articleTopology)
})

it('keeps the connections for a recording', () => {
  const end = { source: '172.17.0.2', destination: '8.8.8.8', sourcePort: null, destinationPort: null, icmpId: 7 }
  const connection: Connection = {
    namespace: rule!.namespace,
    protocol: 'icmp',
    original: end,
    reply: end,
    text: 'icmp 1',
  }
  expect(withEvidence(articleTopology, counted, [connection])).toMatchObject({ connections: [connection] })
})
