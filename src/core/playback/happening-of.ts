import type { Rewrite, RewriteCause, Verdict } from '../journey/journey'
import { isTranslation } from './pace'
import type { TokenPosition } from './positions-at'
import type { Station } from './timeline'

/**
 * What is being done to a packet, in the words of a player's steps: it was `sent`, or an error was `born` where it is
 * sent; it came over a `wire`, a bridge `forwarded` it, a namespace `routed` it, a NAT `translated` it, an unexplained
 * change is `rewritten`; an ARP answer that is home has `resolved` an address; `ended` is its verdict.
 */
export type Happening =
  | { readonly kind: 'sent' | 'wire' | 'forwarded'; readonly at: string }
  | { readonly kind: 'born'; readonly by: string; readonly quotes: number | null }
  | { readonly kind: 'routed' | 'rewritten'; readonly at: string; readonly rewrites: readonly Rewrite[] }
  | {
      readonly kind: 'translated'
      readonly at: string
      readonly cause: RewriteCause
      readonly rewrites: readonly Rewrite[]
    }
  | { readonly kind: 'resolved'; readonly address: string; readonly mac: string }
  | { readonly kind: 'ended'; readonly at: string; readonly verdict: Verdict }

/** What was done to a packet last, or is being done to it at the place of change where it stands. */
export function happeningOf(position: TokenPosition): Happening {
  const { journey, phase, from, to, at, stations, rewrite, header } = position
  const isHome = at === stations.length - 1
  if (isHome && header?.arpOperation === 2 && (phase === 'waiting' || phase === 'ending')) {
    return { kind: 'resolved', address: header.source, mac: header.sourceMac }
  }
  if (phase === 'ending') return { kind: 'ended', at: from.name, verdict: journey.verdict }
  const isChanging = rewrite !== null && rewrite.progress > 0
  return arrivalAt(position, isChanging ? to : from)
}

function arrivalAt({ journey, header }: TokenPosition, station: Station): Happening {
  const { name, passage, rewrites } = station
  const translation = rewrites.find(isTranslation)
  if (translation !== undefined) {
    if (translation.cause.kind === 'unknown') return { kind: 'rewritten', at: name, rewrites }
    return { kind: 'translated', at: name, cause: translation.cause, rewrites }
  }
  switch (passage) {
    case 'sent':
      return isError(journey.kind)
        ? { kind: 'born', by: header?.source ?? name, quotes: journey.quotes }
        : { kind: 'sent', at: name }
    case 'wire':
    case 'forwarded':
      return rewrites.length > 0 ? { kind: 'routed', at: name, rewrites } : { kind: passage, at: name }
    case 'routed':
      return { kind: 'routed', at: name, rewrites }
  }
}

function isError(kind: TokenPosition['journey']['kind']): boolean {
  return kind === 'time-exceeded' || kind === 'destination-unreachable'
}
