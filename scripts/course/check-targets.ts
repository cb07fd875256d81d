import type { LessonTime, SpotlightTarget } from '../../src/core/lesson/lesson'
import type { Topology } from '../../src/core/topology/topology'
import type { CheckedLesson } from './checked-lesson'

/** What spotlights and selections point at and is not there then. */
export function checkTargets({ content: { lesson }, actOf, networkAt }: CheckedLesson): readonly string[] {
  const broken: string[] = []
  for (const { from, to, target } of lesson.spotlights) {
    if (!isThere(target, networkAt(from)))
      broken.push(`At ${from} nothing is there to be lit: ${JSON.stringify(target)}`)
    if (to > lesson.duration) broken.push(`A spotlight at ${from} ends after the lesson.`)
  }
  for (const move of lesson.moves) {
    if (move.kind === 'select' && move.packet !== null) checkSelection(move.at, actOf(move.packet), move.interface)
  }
  return broken

  function checkSelection(at: LessonTime, act: ReturnType<typeof actOf>, id: string | null): void {
    const isThere = act?.stations.some((station) => station.interface === id && station.sighting !== null) === true
    if (!isThere) broken.push(`At ${at} a packet is selected where nothing saw it: ${id}`)
  }
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
