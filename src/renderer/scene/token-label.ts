import type { RewriteField } from '../../core/journey/journey'
import type { HeaderValues } from '../../core/playback/header-values'
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

/** One line of a label. */
export interface LabelLine {
  readonly kind: 'addresses' | 'details' | 'ending'
  readonly runs: readonly LabelRun[]
}

/**
 * The lines beside a token: source → destination, TTL and what it is, with `hasMacs` its MAC addresses, and its end when
 * that was not good, with `reason` where one is known. Values in change show old and new.
 */
export function tokenLabel(
  position: TokenPosition,
  theme: Theme,
  words: SceneWords,
  hasMacs: boolean,
  reason: string | null = null,
): LabelLine[] {
  const { header, ending } = position
  if (header === null) return []
  const value: Value = (field, text, colour, prefix) => valueRuns(position, field, text, colour, prefix ?? '', theme)
  const lines: LabelLine[] = [
    { kind: 'addresses', runs: addressRuns(position, header, value, theme) },
    { kind: 'details', runs: detailRuns(position, header, value, theme, words) },
  ]
  // Where nobody captured, the segment's addresses are not known.
  if (hasMacs && !position.isInferred && header.sourceMac !== '') {
    const arrow = plain(' → ', theme.textMuted)
    const macs = [
      ...value('sourceMac', header.sourceMac, theme.textMuted),
      arrow,
      ...value('destinationMac', header.destinationMac, theme.textMuted),
    ]
    lines.push({ kind: 'details', runs: macs })
  }
  const end = ending === null ? null : endText(ending.verdict, words)
  if (end !== null) lines.push({ kind: 'ending', runs: [plain(visibleText(end), theme.bad)] })
  if (end !== null && reason !== null) {
    lines.push({ kind: 'ending', runs: [plain(visibleText(reason), theme.text)] })
  }
  return lines
}

type Value = (field: RewriteField, text: string, colour: string, prefix?: string) => LabelRun[]

function plain(text: string, colour: string): LabelRun {
  return { text, colour, alpha: 1, struck: 0 }
}

function addressRuns({ journey }: TokenPosition, header: HeaderValues, value: Value, theme: Theme): LabelRun[] {
  const { source, destination, sourcePort, destinationPort, arpOperation, sourceMac } = header
  const muted = theme.textMuted
  // The words of tcpdump, which people meet in the terminal beside.
  if (journey.kind === 'arp' && arpOperation === 1) {
    return [plain('who-has ', muted), plain(destination, theme.text), plain(' tell ', muted), plain(source, theme.text)]
  }
  if (journey.kind === 'arp' && arpOperation === 2) {
    return [plain(source, theme.text), plain(' is-at ', muted), plain(sourceMac, theme.text)]
  }
  return [
    ...value('source', source, theme.text),
    ...(sourcePort < 0 ? [] : value('sourcePort', String(sourcePort), theme.text, ':')),
    plain(' → ', muted),
    ...value('destination', destination, theme.text),
    ...(destinationPort < 0 ? [] : value('destinationPort', String(destinationPort), theme.text, ':')),
  ]
}

function detailRuns(
  position: TokenPosition,
  { ttl, icmpId, tcpFlags }: HeaderValues,
  value: Value,
  theme: Theme,
  words: SceneWords,
): LabelRun[] {
  const { journey } = position
  const muted = theme.textMuted
  const runs: LabelRun[] = []
  if (ttl >= 0) runs.push(plain('ttl ', muted), ...value('ttl', String(ttl), muted), plain(' · ', muted))
  if (isChanging(position, 'icmpId')) {
    runs.push(plain('id ', muted), ...value('icmpId', String(icmpId), muted), plain(' · ', muted))
  }
  runs.push(plain(kindText(position, words), muted))
  if (tcpFlags >= 0) runs.push(plain(` [${flagText(tcpFlags)}]`, muted))
  if (journey.sequence !== null) runs.push(plain(` · seq ${journey.sequence}`, muted))
  const pieces = piecesText(position, words)
  if (pieces !== null) runs.push(plain(' · ', muted), plain(pieces, theme.text))
  return runs
}

/** What it is; DNS is told by its port (RFC 1035 4.2), the way by which end has it. */
function kindText({ journey }: TokenPosition, words: SceneWords): string {
  const first = journey.sightings[0]?.packet
  const isTransport = journey.kind === 'udp' || journey.kind === 'tcp'
  if (isTransport && first?.destinationPort === 53) return words.dnsQuery
  if (isTransport && first?.sourcePort === 53) return words.dnsResponse
  return words.kind[journey.kind]
}

function piecesText({ journey, frames }: TokenPosition, words: SceneWords): string | null {
  if (journey.pieces.length === 0) return null
  if (journey.protocol === 'tcp') return frames > 1 ? words.segments(frames) : null
  return frames > 1 ? words.fragments(frames) : words.reassembled
}

/** TCP flags as tcpdump prints them: `S`, `S.`, `P.`, `F.`, `R`. */
function flagText(flags: number): string {
  const letters = ['F', 'S', 'R', 'P', '.', 'U', 'E', 'W'].filter((_, bit) => (flags & (1 << bit)) !== 0)
  return letters.length === 0 ? 'none' : letters.join('')
}

function isChanging({ rewrite }: TokenPosition, field: RewriteField): boolean {
  return rewrite?.rewrites.some((each) => each.field === field) === true
}

function valueRuns(
  { rewrite }: TokenPosition,
  field: RewriteField,
  text: string,
  colour: string,
  prefix: string,
  theme: Theme,
): LabelRun[] {
  const change = rewrite?.rewrites.find((each) => each.field === field)
  if (!rewrite || change === undefined) return [plain(prefix + text, colour)]
  const [from, to] = [`${prefix}${change.from}`, `${prefix}${change.to}`]
  const { progress, afterglow } = rewrite
  if (progress <= 0) return [plain(from, colour)]
  const old: LabelRun = { text: from, colour: theme.removed, alpha: 1, struck: Math.min(1, progress / strikeUntil) }
  if (progress < strikeUntil) return [old]
  const fresh: LabelRun = {
    text: to,
    colour: theme.added,
    alpha: Math.min(1, (progress - strikeUntil) / (appearUntil - strikeUntil)),
    struck: 0,
  }
  if (afterglow > 0.7) return [fresh]
  return [{ ...old, alpha: 1 - afterglow / 0.7 }, plain(' ', colour), fresh]
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
