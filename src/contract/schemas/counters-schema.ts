import * as v from 'valibot'
import type { Counters } from '../../core/topology/counters'
import { agreesWith } from './agrees-with'
import { count, list, text } from './parts'

const name = text(512)

const ruleCounter = v.object({
  namespace: name,
  table: v.picklist(['raw', 'mangle', 'nat', 'filter']),
  ipVersion: v.picklist([4, 6]),
  text: text(),
  packets: count(),
  bytes: count(),
})

const interfaceCounter = v.object({
  interface: name,
  rxPackets: count(),
  rxBytes: count(),
  rxDropped: count(),
  txPackets: count(),
  txBytes: count(),
  txDropped: count(),
})

/** What rules and interfaces have counted, as it crosses the wire. */
export const countersSchema = agreesWith<Counters>()(
  v.object({ rules: list(ruleCounter, 65_536), interfaces: list(interfaceCounter, 65_536) }),
)
