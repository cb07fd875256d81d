import { nanosecondsBetween, type Sighting } from '../core/correlate/sighting'
import { formatVerdict } from '../core/journey/format-verdict'
import type { Journey, JourneyKind, Rewrite, RewriteCause } from '../core/journey/journey'
import { printable } from './printable'

/**
 * A journey as text for people: one line that says what it is and how it ended, then one line for each hop with the time
 * since the hop before, and below it what was rewritten and why. Ends with an empty line.
 */
export function formatJourney(journey: Journey): string {
  const lines = [headline(journey)]
  const { sightings, inferred, rewrites } = journey
  const nameWidth = Math.max(0, ...sightings.map((sighting) => placeName(sighting).length))
  const addInferred = (after: number): void => {
    for (const hop of inferred) if (hop.after === after) lines.push(`    ┆ ${hop.interface} (inferred, not captured)`)
  }
  addInferred(-1)
  sightings.forEach((sighting, index) => {
    const before = sightings[index - 1]
    const changes = rewrites.filter(({ after }) => after === index - 1)
    const fields = [placeName(sighting).padEnd(nameWidth), formatStep(before, sighting).padStart(12)]
    if (!before || changes.some(({ field }) => field === 'source' || field === 'destination')) {
      fields.push(` ${formatEnds(sighting)}`)
    }
    lines.push(`    ${fields.join(' ')}`.trimEnd(), ...changes.map((rewrite) => `        ↳ ${formatRewrite(rewrite)}`))
    addInferred(index)
  })
  if (journey.copies.length > 0) lines.push(`    also sent to ${journey.copies.map(placeName).join(', ')}`)
  if (journey.match.reason !== null) lines.push(`    match ${journey.match.confidence}: ${journey.match.reason}`)
  return `${lines.map(printable).join('\n')}\n\n`
}

const kindNames: Readonly<Record<JourneyKind, string>> = {
  'echo-request': 'echo request',
  'echo-reply': 'echo reply',
  'time-exceeded': 'time exceeded',
  'destination-unreachable': 'destination unreachable',
  tcp: 'TCP',
  udp: 'UDP',
  arp: 'ARP',
  other: 'packet',
}

function headline({ id, exchange, kind, sequence, sightings, verdict, quotes }: Journey): string {
  const first = sightings[0]
  const parts = [`${id}  ${kindNames[kind]}`]
  if (first) parts.push(`${first.packet.source} → ${first.packet.destination}`)
  if (sequence !== null) parts.push(`seq ${sequence}`)
  if (quotes !== null) parts.push(`about ${quotes}`)
  parts.push(`exchange ${exchange}`, formatVerdict(verdict))
  return parts.join('  ')
}

function placeName({ point }: Sighting): string {
  const place = [point.namespace === 'host' ? null : point.namespace, point.machine].filter((name) => name !== null)
  return place.length > 0 ? `${point.interfaceName} (${place.join(', ')})` : point.interfaceName
}

function formatEnds({ packet }: Sighting): string {
  const ttl = packet.ttl >= 0 ? `  ttl ${packet.ttl}` : ''
  const ipId = packet.ipId >= 0 ? `  id ${packet.ipId}` : ''
  return `${packet.source} → ${packet.destination}${ttl}${ipId}`
}

/** Time since the hop before. Two hooks of the kernel often share one timestamp, which is not a time of zero. */
function formatStep(before: Sighting | undefined, sighting: Sighting): string {
  if (!before) return ''
  const nanoseconds = nanosecondsBetween(before, sighting)
  if (nanoseconds === 0) return 'same instant'
  const sign = nanoseconds < 0 ? '−' : '+'
  const size = Math.abs(nanoseconds)
  if (size < 1e3) return `${sign}${size} ns`
  if (size < 1e6) return `${sign}${trim(size / 1e3)} µs`
  if (size < 1e9) return `${sign}${trim(size / 1e6)} ms`
  return `${sign}${trim(size / 1e9)} s`
}

const trim = (value: number): string =>
  value
    .toPrecision(3)
    .replace(/\.?0+$/, '')
    .replace(/e.*/, '')

function formatRewrite({ field, from, to, cause }: Rewrite): string {
  return `${fieldNames[field]} ${from} → ${to}  ${formatCause(cause)}`.trimEnd()
}

const fieldNames: Readonly<Record<Rewrite['field'], string>> = {
  source: 'source',
  destination: 'destination',
  sourcePort: 'source port',
  destinationPort: 'destination port',
  ttl: 'ttl',
  icmpId: 'ICMP id',
  sourceMac: 'source MAC',
  destinationMac: 'destination MAC',
}

function formatCause(cause: RewriteCause): string {
  switch (cause.kind) {
    case 'routed':
      return 'routed'
    case 'unknown':
      return 'cause unknown'
    case 'masquerade':
    case 'snat':
    case 'dnat':
      return `${cause.kind.toUpperCase()} ${cause.rule ?? '(deduced from the addresses)'}`
    case 'reverse':
      return `translated back${cause.rule === null ? '' : ` (${cause.rule})`}`
    case 'collision':
      return `fresh id, the other was taken${cause.rule === null ? '' : ` (${cause.rule})`}`
  }
}
