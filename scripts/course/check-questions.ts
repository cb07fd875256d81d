import type { Question } from '../../src/core/lesson/lesson'
import type { Act, SceneTime } from '../../src/core/playback/timeline'
import type { CheckedLesson } from './checked-lesson'

/** The film must stand still for so long around a question, in ms. */
const stillness = 200

/** What is wrong with a lesson's questions: too few, all alike, or asked while the film moves or has shown the answer. */
export function checkQuestions({ content: { lesson }, actOf, sceneAt }: CheckedLesson): readonly string[] {
  const { questions } = lesson
  const broken: string[] = []
  if (questions.length < 3) broken.push(`It asks ${questions.length} questions.`)
  if (new Set(questions.map(({ kind }) => kind)).size < 3) broken.push('Its questions are of fewer than three kinds.')
  for (const question of questions) {
    const { id, at, packet } = question
    const act = actOf(packet)
    if (act === undefined) continue
    const scene = sceneAt(at)
    if (sceneAt(at - stillness) !== scene || sceneAt(at + stillness) !== scene) broken.push(`The film moves at ${id}.`)
    if (scene > latestScene(question, act)) broken.push(`The film has shown what ${id} asks.`)
  }
  return broken
}

/** Until when the film does not show what a question asks. */
function latestScene(question: Question, { stations, times, journey }: Act): SceneTime {
  const last = stations.findLastIndex(({ sighting }) => sighting !== null)
  switch (question.kind) {
    case 'next-source':
    case 'ttl':
      return before(question.interface)
    case 'text':
      return question.fact === null ? times[last - 1]! : before(question.fact.interface)
    case 'dropped-at':
      return journey.sightings.length > 1 ? times[last - 1]! : -1
    case 'order-hops':
      return times[0]!
    case 'choose':
      return times[Math.max(0, last - 1)]!
  }

  /** When the packet stands where it was before it came to an interface. */
  function before(id: string): SceneTime {
    return times[stations.findIndex((station) => station.interface === id) - 1] ?? -1
  }
}
