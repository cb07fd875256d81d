import type { RewriteField } from '../../core/journey/journey'
import type { TokenPosition } from '../../core/playback/positions-at'
import type { SceneWords } from './scene-words'
import { visibleText } from './text-style'
import type { Theme } from './theme'

/** A piece of a label in one colour. */
export interface LabelRun {
  readonly text: string
  readonly colour: string
  readonly alpha: number
  /** Share of its width that is struck through, from the left. */
  readonly struck: number
}

/** Until this share of the pause the old value is struck out; then the new one appears beside it. */
const strikeUntil = 0.35
const appearUntil = 0.6

/** The lines beside a token: source → destination, then TTL and what it is. Values in change show old and new. */
export function tokenLabel(position: TokenPosition, theme: Theme, words: SceneWords): LabelRun[][] {
  const { header, journey, ending } = position
  if (header === null) return []
  const plain = (text: string, colour = theme.text): LabelRun => ({ text, colour, alpha: 1, struck: 0 })
  const value = (field: RewriteField, text: string, colour?: string) => valueRuns(position, field, text, theme, colour)
  const addresses = [
    ...value('source', header.source),
    ...port(value, 'sourcePort', header.sourcePort),
    plain(' → ', theme.textMuted),
    ...value('destination', header.destination),
    ...port(value, 'destinationPort', header.destinationPort),
  ]
  const details: LabelRun[] = []
  const muted = theme.textMuted
  if (header.ttl >= 0)
    details.push(plain('ttl ', muted), ...value('ttl', String(header.ttl), muted), plain(' · ', muted))
  if (isChanging(position, 'icmpId')) {
    details.push(plain('id ', muted), ...value('icmpId', String(header.icmpId), muted), plain(' · ', muted))
  }
  details.push(plain(words.kind[journey.kind], muted))
  if (journey.sequence !== null) details.push(plain(` · seq ${journey.sequence}`, muted))
  const end = ending === null ? null : endText(ending.verdict, words)
  return end === null ? [addresses, details] : [addresses, details, [plain(visibleText(end), theme.bad)]]
}

type Value = (field: RewriteField, text: string, colour?: string) => LabelRun[]

function port(value: Value, field: RewriteField, number: number): LabelRun[] {
  return number < 0 ? [] : [...value(field, `:${number}`)]
}

function isChanging({ rewrite }: TokenPosition, field: RewriteField): boolean {
  return rewrite?.rewrites.some((each) => each.field === field) === true
}

function valueRuns(
  { rewrite }: TokenPosition,
  field: RewriteField,
  text: string,
  theme: Theme,
  colour = theme.text,
): LabelRun[] {
  const change = rewrite?.rewrites.find((each) => each.field === field)
  if (!rewrite || change === undefined) return [{ text, colour, alpha: 1, struck: 0 }]
  const prefix = text.startsWith(':') ? ':' : ''
  const [from, to] = [`${prefix}${change.from}`, `${prefix}${change.to}`]
  const { progress, afterglow } = rewrite
  if (progress <= 0) return [{ text: from, colour, alpha: 1, struck: 0 }]
  const old: LabelRun = { text: from, colour: theme.removed, alpha: 1, struck: Math.min(1, progress / strikeUntil) }
  if (progress < strikeUntil) return [old]
  const fresh: LabelRun = {
    text: to,
    colour: theme.added,
    alpha: Math.min(1, (progress - strikeUntil) / (appearUntil - strikeUntil)),
    struck: 0,
  }
  if (afterglow > 0.7) return [fresh]
  return [{ ...old, alpha: 1 - afterglow / 0.7 }, { text: ' ', colour, alpha: 1, struck: 0 }, fresh]
}

function endText(verdict: NonNullable<TokenPosition['ending']>['verdict'], words: SceneWords): string | null {
  switch (verdict.kind) {
    case 'answered':
    case 'delivered':
    case 'in-flight':
      return null
    case 'lost':
      return words.lost(verdict.after)
    case 'rejected':
      return words.rejected(verdict.by)
    case 'expired':
      return words.expired(verdict.at)
  }
}
