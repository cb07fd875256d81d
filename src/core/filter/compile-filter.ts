import { cidrContains } from '../topology/cidr'
import { parseAddress } from '../topology/parse-address'
import type { FilterKey } from './filter-fields'
import type { FilterNode, FilterTest } from './filter-node'
import type { JourneyFacts } from './journey-facts'

/** Whether a journey with these facts passes. */
export type FilterPredicate = (facts: JourneyFacts) => boolean

/** Makes a filter a function; what it costs for each journey does not depend on the filter's text. */
export function compileFilter(node: FilterNode): FilterPredicate {
  switch (node.kind) {
    case 'all':
      return () => true
    case 'text':
      return ({ text }) => text.includes(node.part)
    case 'not': {
      const part = compileFilter(node.part)
      return (facts) => !part(facts)
    }
    case 'and': {
      const parts = node.parts.map(compileFilter)
      return (facts) => parts.every((part) => part(facts))
    }
    case 'or': {
      const parts = node.parts.map(compileFilter)
      return (facts) => parts.some((part) => part(facts))
    }
    case 'term': {
      const values = valuesOf[node.key]
      const test = compileTest(node.test)
      return (facts) => {
        const value = values(facts)
        return typeof value === 'object' ? value.some(test) : test(value)
      }
    }
  }
}

type Value = string | number

const valuesOf: Readonly<Record<FilterKey, (facts: JourneyFacts) => Value | readonly Value[]>> = {
  container: ({ containers }) => containers,
  machine: ({ machines }) => machines,
  via: ({ interfaces }) => interfaces,
  ip: ({ addresses }) => addresses,
  from: ({ source }) => source,
  to: ({ destination }) => destination,
  port: ({ ports }) => ports,
  verdict: ({ verdict }) => verdict,
  kind: ({ kinds }) => kinds,
  protocol: ({ protocol }) => protocol,
  nat: ({ translations }) => translations,
  match: ({ match }) => match,
  ttl: ({ ttl }) => ttl,
  hops: ({ hops }) => hops,
  seq: ({ sequence }) => sequence,
  id: ({ ids }) => ids,
  size: ({ size }) => size,
  packet: ({ packet }) => packet,
  time: ({ time }) => time,
}

function compileTest(test: FilterTest): (value: Value) => boolean {
  switch (test.kind) {
    case 'name':
      return (value) => String(value).includes(test.part)
    case 'word': {
      const words = new Set(test.words)
      return (value) => words.has(String(value))
    }
    case 'number': {
      const { low, high } = test.range
      // What a packet does not have is -1.
      return (value) => typeof value === 'number' && value >= 0 && value >= low && value <= high
    }
    case 'address': {
      // A long capture has few addresses, each of them very often.
      const known = new Map<string, boolean>()
      return (value) => {
        const text = String(value)
        let isInside = known.get(text)
        if (isInside === undefined) {
          const parsed = parseAddress(text)
          isInside = parsed !== null && cidrContains(test.network, parsed)
          known.set(text, isInside)
        }
        return isInside
      }
    }
  }
}
