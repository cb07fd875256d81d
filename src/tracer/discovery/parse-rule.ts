import type { NatCondition, NatMatch } from '../../core/topology/topology'
import { splitRule } from './split-rule'

/** One `-A` line of `iptables-save -c`, with its conditions sorted into those that are modelled and the others. */
export interface RuleListing {
  readonly chain: string
  /** The line without its counters. */
  readonly text: string
  readonly counters: { readonly packets: number; readonly bytes: number } | null
  readonly condition: NatCondition
  /** What `-j` or `-g` names: a target in capitals or a chain; '' for a rule that only counts. */
  readonly target: string
  readonly isGoto: boolean
  /** `--to-source`, `--to-destination` or `--to-ports`, null without. */
  readonly to: string | null
}

/** Reads one line; null when it is no rule. */
export function parseRule(line: string): RuleListing | null {
  const [, packets, bytes, text] = /^(?:\[(\d+):(\d+)\] )?(-A .+)$/s.exec(line.trim()) ?? []
  if (text === undefined) return null
  const words = splitRule(text)
  const chain = words[1]
  if (chain === undefined) return null
  return {
    chain,
    text,
    counters: packets === undefined ? null : { packets: Number(packets), bytes: Number(bytes) },
    ...readOptions(words.slice(2)),
  }
}

type Options = Pick<RuleListing, 'condition' | 'target' | 'isGoto' | 'to'>

interface Draft {
  source: NatMatch | null
  destination: NatMatch | null
  inInterface: NatMatch | null
  outInterface: NatMatch | null
  protocol: string | null
  destinationPort?: NatMatch
  isDestinationLocal?: boolean
}

function readOptions(words: readonly string[]): Options {
  const draft: Draft = { source: null, destination: null, inInterface: null, outInterface: null, protocol: null }
  const unmodelled: string[] = []
  let target = ''
  let isGoto = false
  let to: string | null = null
  let isNegated = false
  for (let index = 0; index < words.length; index += 1) {
    const option = words[index]!
    if (option === '!') {
      isNegated = true
      continue
    }
    const values = valuesAfter(words, index)
    index += values.length
    const value = values[0] ?? ''
    if (option === '-j' || option === '-g') {
      target = value
      isGoto = option === '-g'
    } else if (target !== '') {
      // What follows the target belongs to it and is no condition.
      if (/^--to-(source|destination|ports)$/.test(option)) to = value
    } else if (!takeCondition(draft, option, value, isNegated)) {
      unmodelled.push([...(isNegated ? ['!'] : []), option, ...values].join(' '))
    }
    isNegated = false
  }
  const condition: NatCondition = unmodelled.length === 0 ? draft : { ...draft, unmodelled }
  return { condition, target, isGoto, to }
}

/** The words that belong to the option at `index`: all up to the next option or negation. */
function valuesAfter(words: readonly string[], index: number): string[] {
  const values: string[] = []
  for (let next = index + 1; next < words.length; next += 1) {
    const word = words[next]!
    // A first value may begin with a dash only in a comment, which iptables-save prints quoted or not alike.
    const isValue = values.length === 0 && words[index] === '--comment'
    if (!isValue && (word === '!' || /^--?[A-Za-z]/.test(word))) break
    values.push(word)
  }
  return values
}

/** Puts a condition into the draft; false when it is not modelled. */
function takeCondition(draft: Draft, option: string, value: string, isNegated: boolean): boolean {
  const match: NatMatch = { value, isNegated }
  switch (option) {
    case '-s':
      draft.source = match
      return true
    case '-d':
      draft.destination = match
      return true
    case '-i':
      draft.inInterface = match
      return true
    case '-o':
      draft.outInterface = match
      return true
    case '-p':
      draft.protocol = isNegated ? `! ${value}` : value
      return true
    case '--dport':
    case '--dports':
      draft.destinationPort = match
      return /^[\d:,]+$/.test(value)
    case '--dst-type':
      draft.isDestinationLocal = !isNegated
      return value === 'LOCAL'
    case '-m':
    case '--comment':
      // -m only loads a match; its options follow as words of their own.
      return true
    default:
      return false
  }
}
