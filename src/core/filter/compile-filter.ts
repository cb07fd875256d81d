import { cidrContains } from '../topology/cidr'
import { parseAddress } from '../topology/parse-address'
import type { FilterKey } from './filter-fields'
import type { FilterNode, FilterTest } from './filter-node'
import type { JourneyFacts, JourneyShape } from './journey-facts'

/** Whether a journey with these facts passes. */
export type FilterPredicate = (facts: JourneyFacts) => boolean

/**
 * Makes a filter a function; what it costs for each journey does not depend on the filter's text, and whatever asks only
 * for what journeys have in common is decided once for all that are alike.
 */
export function compileFilter(node: FilterNode): FilterPredicate {
  const shaped = compileForShape(node)
  if (shaped !== null) return rememberByShape(shaped)
  switch (node.kind) {
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
    case 'term':
      return testOf<OwnKey, JourneyFacts>(node.key, node.test, ownValues)
    case 'all':
    case 'text':
      // Decided by shape.
      return () => true
  }
}

type ShapePredicate = (shape: JourneyShape) => boolean

/** The same for what journeys have in common; null when the filter asks for more. */
function compileForShape(node: FilterNode): ShapePredicate | null {
  switch (node.kind) {
    case 'all':
      return () => true
    case 'text':
      return ({ text }) => text.includes(node.part)
    case 'not': {
      const part = compileForShape(node.part)
      return part && ((shape) => !part(shape))
    }
    case 'and':
    case 'or': {
      const parts: ShapePredicate[] = []
      for (const each of node.parts) {
        const part = compileForShape(each)
        if (part === null) return null
        parts.push(part)
      }
      return node.kind === 'and'
        ? (shape) => parts.every((part) => part(shape))
        : (shape) => parts.some((part) => part(shape))
    }
    case 'term':
      return isOwn(node.key) ? null : testOf<ShapeKey, JourneyShape>(node.key, node.test, shapeValues)
  }
}

/** A flood of packets that are all different must not fill memory. */
const mostRemembered = 20_000

function rememberByShape(predicate: ShapePredicate): FilterPredicate {
  const decided = new Map<JourneyShape, boolean>()
  return ({ shape }) => {
    let passes = decided.get(shape)
    if (passes === undefined) {
      if (decided.size >= mostRemembered) decided.clear()
      passes = predicate(shape)
      decided.set(shape, passes)
    }
    return passes
  }
}

type Value = string | number

function testOf<Key extends string, Facts>(
  key: Key | FilterKey,
  test: FilterTest,
  from: Readonly<Record<Key, (facts: Facts) => Value | readonly Value[]>>,
): (facts: Facts) => boolean {
  const values = from[key as Key]
  const passes = compileTest(test)
  return (facts) => {
    const value = values(facts)
    return typeof value === 'object' ? value.some(passes) : passes(value)
  }
}

const ownValues = {
  port: ({ ports }: JourneyFacts) => ports,
  id: ({ ids }: JourneyFacts) => ids,
  seq: ({ sequence }: JourneyFacts) => sequence,
  size: ({ size }: JourneyFacts) => size,
  packet: ({ packet }: JourneyFacts) => packet,
  time: ({ time }: JourneyFacts) => time,
}
type OwnKey = keyof typeof ownValues
type ShapeKey = Exclude<FilterKey, OwnKey>

function isOwn(key: FilterKey): key is OwnKey {
  return Object.hasOwn(ownValues, key)
}

const shapeValues: Readonly<Record<ShapeKey, (shape: JourneyShape) => Value | readonly Value[]>> = {
  container: ({ containers }) => containers,
  machine: ({ machines }) => machines,
  via: ({ interfaces }) => interfaces,
  ip: ({ addresses }) => addresses,
  from: ({ source }) => source,
  to: ({ destination }) => destination,
  verdict: ({ verdict }) => verdict,
  kind: ({ kinds }) => kinds,
  protocol: ({ protocol }) => protocol,
  nat: ({ translations }) => translations,
  match: ({ match }) => match,
  ttl: ({ ttl }) => ttl,
  hops: ({ hops }) => hops,
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
