import { formatVerdict } from './format-verdict'
import type { Journey, Rewrite } from './journey'

/** What Wireshark shows beside the frames of a journey, one comment a sighting: `request 1, hop 4 of 6: source … → …`. */
export function frameComments(journey: Journey): readonly string[] {
  const { sightings, rewrites } = journey
  const title = `journey ${journey.id}, ${journey.kind}${journey.sequence === null ? '' : ` seq ${journey.sequence}`}`
  return sightings.map((_, index) => {
    const changes = rewrites.filter(({ after }) => after === index - 1).flatMap((rewrite) => describe(rewrite) ?? [])
    const hop = `${title}, hop ${index + 1} of ${sightings.length}`
    const verdict = index === sightings.length - 1 ? `; ${formatVerdict(journey.verdict)}` : ''
    return `${hop}${changes.length === 0 ? '' : `: ${changes.join(', ')}`}${verdict}`
  })
}

function describe({ field, from, to, cause }: Rewrite): string | null {
  if (field === 'sourceMac' || field === 'destinationMac') return null
  const rule = 'rule' in cause && cause.rule !== null ? ` (${cause.rule})` : ''
  const because = cause.kind === 'routed' || cause.kind === 'unknown' ? '' : `, ${cause.kind.toUpperCase()}${rule}`
  return `${field} ${from} → ${to}${because}`
}
