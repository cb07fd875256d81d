import type { Journey } from '../../core/journey/journey'

const textOf = new WeakMap<Journey, string>()

/**
 * The journeys that contain every word of `filter` in their addresses, interfaces, machines, kind, verdict, sequence or
 * ICMP id; case does not matter. A word with a leading minus excludes.
 */
export function filterJourneys(journeys: readonly Journey[], filter: string): readonly Journey[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return journeys
  return journeys.filter((journey) => {
    const text = searchableText(journey)
    return words.every((word) =>
      word.startsWith('-') && word.length > 1 ? !text.includes(word.slice(1)) : text.includes(word),
    )
  })
}

function searchableText(journey: Journey): string {
  const known = textOf.get(journey)
  if (known !== undefined) return known
  const words = new Set<string>([journey.protocol, journey.kind, ...Object.values(journey.verdict)])
  if (journey.sequence !== null) words.add(`seq=${journey.sequence}`)
  for (const { packet, point } of journey.sightings) {
    words.add(packet.source)
    words.add(packet.destination)
    words.add(point.interfaceName)
    if (point.machine !== null) words.add(point.machine)
    if (point.namespace !== null) words.add(point.namespace)
    if (packet.icmpId >= 0) words.add(`id=${packet.icmpId}`)
    if (packet.sourcePort >= 0) words.add(`port=${packet.sourcePort}`).add(`port=${packet.destinationPort}`)
  }
  for (const rewrite of journey.rewrites) words.add(rewrite.cause.kind)
  const text = [...words].join('\n').toLowerCase()
  textOf.set(journey, text)
  return text
}
