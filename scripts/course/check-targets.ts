import type { SpotlightTarget } from '../../src/core/lesson/lesson'
import type { Topology } from '../../src/core/topology/topology'
import type { CheckedLesson } from './checked-lesson'

/** Spotlights on what is not on the map of their moment, and packets that are selected where nothing saw them. */
export function checkTargets({ content: { lesson }, actOf, networkAt }: CheckedLesson): readonly string[] {
  const broken: string[] = []
  for (const { from, target } of lesson.spotlights) {
    if (!isThere(target, networkAt(from)))
      broken.push(`At ${from} nothing is there to be lit: ${JSON.stringify(target)}`)
  }
  for (const move of lesson.moves) {
    if (move.kind !== 'select' || move.packet === null) continue
    const stations = actOf(move.packet)?.stations ?? []
    const isSeen = stations.some((each) => each.interface === move.interface && each.sighting !== null)
    if (!isSeen) broken.push(`At ${move.at} a packet is selected where nothing saw it: ${move.interface}`)
  }
  return broken
}

function isThere(target: SpotlightTarget, { namespaces, interfaces, wires, natRules }: Topology): boolean {
  switch (target.kind) {
    case 'namespace':
      return namespaces.some(({ id }) => id === target.id)
    case 'interface':
      return interfaces.some(({ id }) => id === target.id)
    case 'gate':
      return natRules.some(({ namespace }) => namespace === target.namespace)
    case 'wire':
      return wires.some(({ ends }) => target.ends.every((id) => ends.includes(id)))
    case 'field':
      return true
  }
}
