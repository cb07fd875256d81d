import type { Cidr } from '../topology/cidr'
import type { FilterKey } from './filter-fields'

/** Numbers from `low` to `high`, both included. */
export interface NumberRange {
  readonly low: number
  readonly high: number
}

/** What a value of a term asks for. */
export type FilterTest =
  | { readonly kind: 'name'; readonly part: string }
  | { readonly kind: 'address'; readonly network: Cidr }
  /** Durations are in nanoseconds. */
  | { readonly kind: 'number'; readonly range: NumberRange }
  | { readonly kind: 'word'; readonly words: readonly string[] }

/** A filter as a tree; `text` looks into all that is known of a packet. */
export type FilterNode =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly FilterNode[] }
  | { readonly kind: 'not'; readonly part: FilterNode }
  | { readonly kind: 'text'; readonly part: string }
  | { readonly kind: 'term'; readonly key: FilterKey; readonly test: FilterTest }

/** What is wrong with a filter's text, and where: `start` and `end` are offsets into it. */
export interface FilterProblem {
  readonly start: number
  readonly end: number
  readonly code:
    | 'unknown-key'
    | 'unknown-word'
    | 'missing-value'
    | 'bad-number'
    | 'bad-duration'
    | 'bad-address'
    | 'no-comparison'
    | 'open-quote'
    | 'open-parenthesis'
    | 'lone-parenthesis'
    | 'missing-term'
    | 'too-deep'
  /** What the sentence names: `value`, and `expected` where something else would do, `suggestion` what was probably meant. */
  readonly values: Readonly<Record<string, string>>
}

/** A filter that was understood, or what is wrong with it. */
export type ParsedFilter =
  { readonly filter: FilterNode; readonly problem: null } | { readonly filter: null; readonly problem: FilterProblem }
